/** Ready commands for a terminal on the computer that Slipway runs on. */
export type TokenCommands = {
  /** Asks for the password once, and keeps the sign-in, encrypted, in a file of the owner. */
  keep: string
  print: string
  /** Prints `{"Authorization":"Bearer …"}`. */
  header: string
  forget: string
  /** An entry for Claude Code, which runs the command whenever it connects and after a 401. */
  claudeCode: string
}

type Place = { directory: string; connectionKey: string; arn: string; url: string; name: string; userName: string }

export function tokenCommands({ directory, connectionKey, arn, url, name, userName }: Place): TokenCommands {
  const words = ['npm', '--prefix', directory, 'run', '--silent', 'slipway', '--']
  const command = (verb: string, ...more: string[]) =>
    [...words, verb, arn, '--connection', connectionKey, ...more].map(quoted).join(' ')
  const header = command('token', '--header')
  const entry = { mcpServers: { [name]: { type: 'http', url, headersHelper: header } } }
  return {
    keep: command('login', '--user', userName),
    print: command('token'),
    header,
    forget: command('logout'),
    claudeCode: JSON.stringify(entry, null, 2),
  }
}

/** As POSIX shells and PowerShell read it, as long as no quote is inside. */
function quoted(word: string): string {
  return /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
