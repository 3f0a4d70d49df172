/** Takes back a file that a browser made empty when it was chosen, and that nothing was written to. */
export async function removeEmpty(handle: FileSystemFileHandle): Promise<void> {
  const { remove } = handle as { readonly remove?: () => Promise<void> };
  try {
    if (remove !== undefined && (await handle.getFile()).size === 0) await remove.call(handle);
  } catch {
    // Gone already, or in use: it is not ours any more.
  }
}
