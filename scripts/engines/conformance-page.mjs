/** The page in which any browser can check itself. It uses nothing but the platform. */

/** Runs in the page. @param {string} extent `all` or `short` */
export async function computeInPage(extent) {
  const { runConformance } = await import('/.cache/engines/conformance.js');
  const read = async (path) => {
    const response = await fetch(`/${path}`);
    if (!response.ok) throw new Error(`no file at ${path}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const digests = [];
  for await (const digest of runConformance({ read, extent })) {
    digests.push(digest);
    globalThis.showDigest?.(digest);
  }
  return digests;
}

/** For the automatic runs. */
export const EMPTY_PAGE = '<!doctype html><html lang="en"><title>Conformance</title>';

/** For people: starts at once, shows every output with the digest expected and the one made here. */
export const SELF_CHECK_PAGE = `${EMPTY_PAGE}
<meta name="viewport" content="width=device-width">
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color-scheme: light dark }
  table { border-collapse: collapse; width: 100% } td { border-top: 1px solid #8884; padding: 0.2rem 0.8rem 0.2rem 0 }
  code { font-size: 0.85em } .differs { color: #c22; font-weight: 600 }
</style>
<h1>Sonde: the same bytes in this browser?</h1>
<p id="verdict" role="status">Computing ...</p>
<table><tbody id="rows"></tbody></table>
<script type="module">
const compute = ${computeInPage.toString()};
const verdict = document.getElementById('verdict');
try {
  const { vectors } = await (await fetch('/src/testing/conformance/expected.json')).json();
  const total = Object.keys(vectors).length;
  let same = 0;
  let seen = 0;
  globalThis.showDigest = ({ id, sha256 }) => {
    const isSame = vectors[id] === sha256;
    seen += 1;
    same += isSame ? 1 : 0;
    const row = document.getElementById('rows').insertRow();
    row.insertCell().textContent = id;
    row.insertCell().innerHTML = '<code></code>';
    row.querySelector('code').textContent = sha256;
    row.insertCell().textContent = isSame ? 'same' : 'differs';
    if (!isSame) row.className = 'differs';
    verdict.textContent = seen + ' of ' + total + ' computed, ' + same + ' the same as expected';
  };
  await compute('all');
  verdict.textContent = same === total ? 'All ' + total + ' outputs are the same as expected.' : (total - same) + ' of ' + total + ' outputs DIFFER or are missing.';
} catch (error) {
  verdict.textContent = 'Failed: ' + error;
}
</script>
`;
