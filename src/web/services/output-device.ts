/** What the browser plays through. */
export interface OutputDevice {
  /** The browser's, for this origin alone. */
  readonly id: string;
  readonly label: string;
}

/** What is chosen of all outputs. */
export interface ChosenOutput {
  /** Undefined is the system's. */
  device: OutputDevice | undefined;
  /** Called when the chosen device is not there any more. */
  onGone: () => void;
}
