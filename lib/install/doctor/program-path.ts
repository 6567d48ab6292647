import 'server-only'
import type { Computer } from '@/lib/install/computer'

/** Clients that run in a terminal, and editors that ask the login shell for its variables: both see the shell's path. */
const SEE_THE_SHELL = new Set([
  ...['claude-code', 'codex', 'copilot-cli', 'gemini-cli', 'goose', 'opencode', 'amp', 'amazon-q', 'inspector'],
  ...['vs-code', 'cursor', 'windsurf', 'kiro', 'cline', 'roo-code', 'continue', 'zed'],
])

/** What launchd and systemd give to a program with a window. Windows has one path for all. */
const DESKTOP_PATHS = {
  mac: ['/usr/bin', '/bin', '/usr/sbin', '/sbin'],
  linux: ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
}

/** The folders in which a client finds the programs that it starts. */
export function foldersOf(client: string, { os, path: shell }: Pick<Computer, 'os' | 'path'>): string[] {
  return os === 'windows' || SEE_THE_SHELL.has(client) ? shell : DESKTOP_PATHS[os]
}
