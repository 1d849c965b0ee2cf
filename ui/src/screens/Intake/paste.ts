/** The table on the clipboard, as text and, where there is one, as HTML: the shell reads both as data only. */
export function pastedTable(data: DataTransfer | null): { html: string | null; text: string } | null {
  const html = data?.getData("text/html") ?? "";
  const text = data?.getData("text/plain") ?? "";
  if (html.trim() === "" && text.trim() === "") return null;
  return { html: html.trim() === "" ? null : html, text };
}
