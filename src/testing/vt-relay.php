<?php
/**
 * A page of a lab's site, as sites have them that talk to VTServer: takes a query from the browser, passes it on, and gives
 * the answer back with the result's address in the place of its path. Knows nothing of Sonde.
 */
const SERVER = ['127.0.0.1', PORT];
const CACHE = 'CACHE_FOLDER';
const PREFIX = 'sounds';

/** What comes from a form is text; numbers among it become numbers. */
function with_numbers($value) {
    if (is_array($value)) return array_map('with_numbers', $value);
    return is_string($value) && is_numeric($value) ? $value + 0 : $value;
}

function relay(array $request): array {
    if (!isset($request['action'])) return ['out' => 'error', 'details' => 'There is no action.'];
    $socket = @fsockopen(SERVER[0], SERVER[1], $code, $message, 5);
    if ($socket === false) return ['out' => 'error', 'details' => $message];
    stream_set_timeout($socket, 5);
    fwrite($socket, json_encode(with_numbers($request)) . "\n");
    $answer = json_decode(fread($socket, 2048), true);
    fclose($socket);
    if ($answer === null) return ['out' => 'error', 'details' => 'There is no answer.'];
    if ($answer['out'] === 'ok' && $request['action'] === 'process' && ($request['mode'] ?? '') !== 'hash') {
        $answer['details'] = '/' . str_replace(CACHE, PREFIX, $answer['details']);
    }
    return $answer;
}

header('Content-Type: application/json');
echo json_encode(relay($_POST));
