/** Addresses to which clients that sign in with OAuth come back (clients facts, section 3); ports are those of their manuals. */
export const REDIRECT_URIS: { client: string; uris: string[] }[] = [
  { client: 'Claude Code', uris: ['http://localhost:8080/callback'] },
  { client: 'VS Code', uris: ['http://127.0.0.1:33418', 'https://vscode.dev/redirect'] },
  { client: 'Cursor', uris: ['http://localhost:8787/callback', 'cursor://anysphere.cursor-mcp/oauth/callback'] },
  { client: 'Gemini CLI', uris: ['http://localhost:7777/oauth/callback'] },
  { client: 'claude.ai', uris: ['https://claude.ai/api/mcp/auth_callback'] },
  { client: 'mcp-remote', uris: ['http://localhost:3334/oauth/callback'] },
]

/** The text of a list, one in a line, with `uris` at its end where they are missing. */
export function withUris(text: string, uris: string[]): string {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set([...lines, ...uris])].filter((line) => line !== '').join('\n')
}
