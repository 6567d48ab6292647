const SESSION = /\b(?:mcp[-_]?)?session[-_ ]?id["']?\s*[:=]?\s*["']?([A-Za-z0-9][A-Za-z0-9_-]{7,99})/i
const REQUEST = /\b(?:aws)?request[-_ ]?id["']?\s*[:=]?\s*["']?([A-Za-z0-9][A-Za-z0-9_-]{7,99})/i

/** The MCP session and the request that a line names, when it does. */
export function referencesOf(text: string): { session?: string | undefined; request?: string | undefined } {
  // Most lines have neither, and this is asked of every line.
  if (!/id/i.test(text)) {
    return {}
  }
  const head = text.length > 4000 ? text.slice(0, 4000) : text
  const session = SESSION.exec(head)?.[1]
  const request = REQUEST.exec(head)?.[1]
  return { session, request }
}
