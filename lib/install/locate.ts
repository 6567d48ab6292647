import 'server-only'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type { ClientDefinition } from '@/lib/clients/model'
import type { Computer } from '@/lib/install/computer'
import { findProgram } from '@/lib/install/find-program'

/** One file that a client may read its servers from. */
type Candidate = { path: string; exists: boolean; what: string }

/**
 * Where a client's own config is on this computer. `file`: the one to write to; `others`: further files that exist and that some
 * version of the client reads instead. `isInstalled`: the program, or a folder of its, was found; that is a guess.
 */
export type Located = {
  file: string
  exists: boolean
  others: Candidate[]
  candidates: Candidate[]
  isInstalled: boolean
}

/** Programs by which a client is found on the path. */
const PROGRAMS: Record<string, string> = {
  'claude-code': 'claude',
  cursor: 'cursor',
  'vs-code': 'code',
  kiro: 'kiro-cli',
  codex: 'codex',
  'copilot-cli': 'copilot',
  'gemini-cli': 'gemini',
  goose: 'goose',
  opencode: 'opencode',
  amp: 'amp',
  zed: 'zed',
  'amazon-q': 'q',
}

/** Where the client's files are; undefined for a client that has none of its own (a project's, or settings in a window). */
export function locate(client: ClientDefinition, computer: Computer): Located | undefined {
  const main = expand(client.paths[computer.os], computer)

  if (main === undefined) {
    return undefined
  }
  const candidates = [
    ...special(client.id, main, computer),
    { path: main, what: 'the usual file' },
    ...further(client.id, main, computer),
  ].map((each) => ({ ...each, exists: existsSync(each.path) }))
  const chosen = candidates.find(({ exists }) => exists) ?? candidates[0]
  const file = chosen?.path ?? main

  return {
    file,
    exists: chosen?.exists === true,
    others: candidates.filter((each) => each.exists && each.path !== file),
    candidates,
    isInstalled:
      candidates.some(({ path: each, exists }) => exists || hasFolder(each, computer)) || isOnPath(client.id, computer),
  }
}

/** A path of the registry on this computer; undefined for words that are no file of the user's. */
function expand(text: string, { os, home, appData, config }: Computer): string | undefined {
  if (os === 'linux' && text.startsWith('~/.config/')) {
    return path.join(config, text.slice('~/.config/'.length))
  }
  const bases: [string, string][] = [
    ['~', home],
    ['%USERPROFILE%', home],
    ['%APPDATA%', appData],
  ]
  const base = bases.find(([prefix]) => text.startsWith(prefix))
  return base && path.join(base[1], ...text.slice(base[0].length).split(/[\\/]/))
}

type Place = { path: string; what: string }

/** Claude Desktop from the Microsoft Store has its files in a folder of its package, and reads no other. */
function special(id: string, main: string, { os, localAppData }: Computer): Place[] {
  if (id !== 'claude-desktop' || os !== 'windows') {
    return []
  }
  const packages = path.join(localAppData, 'Packages')
  return namesIn(packages)
    .filter((name) => name.startsWith('Claude_'))
    .map((name) => path.join(packages, name, 'LocalCache', 'Roaming', 'Claude'))
    .filter((folder) => existsSync(/* turbopackIgnore: true */ folder))
    .map((folder) => ({ path: path.join(folder, path.basename(main)), what: 'Claude from the Microsoft Store' }))
}

/** Files of older or other builds of the same client. */
function further(id: string, main: string, computer: Computer): Place[] {
  const { home } = computer

  switch (id) {
    case 'cline':
      return [
        { path: path.join(home, '.cline', 'mcp.json'), what: "Cline's command line" },
        {
          path: path.join(
            codeFolder('Code', computer),
            'globalStorage',
            'saoudrizwan.claude-dev',
            'settings',
            path.basename(main),
          ),
          what: 'the extension, before it moved',
        },
      ]
    case 'vs-code':
      return [{ path: path.join(codeFolder('Code - Insiders', computer), 'mcp.json'), what: 'VS Code Insiders' }]
    case 'windsurf':
      return [{ path: path.join(home, '.codeium', 'mcp_config.json'), what: 'the plugin for JetBrains' }]
    case 'opencode':
      return [{ path: main.replace(/\.json$/, '.jsonc'), what: 'with comments' }]
    default:
      return []
  }
}

function codeFolder(name: string, { os, home, appData, config }: Computer): string {
  const base = os === 'mac' ? path.join(home, 'Library', 'Application Support') : os === 'windows' ? appData : config
  return path.join(base, name, 'User')
}

/** The folder that is the client's alone: `~/.cursor`, `~/.config/goose`. A file right in the home folder has none. */
function hasFolder(file: string, { home, appData, config }: Computer): boolean {
  const shared = [path.join(home, 'Library', 'Application Support'), path.join(home, '.aws'), appData, config, home]
  const base = shared.find((folder) => file.startsWith(folder + path.sep))
  const [first, ...rest] = base === undefined ? [] : path.relative(base, file).split(path.sep)
  return base !== undefined && first !== undefined && rest.length > 0 && isFolder(path.join(base, first))
}

function isOnPath(id: string, computer: Computer): boolean {
  const name = PROGRAMS[id]
  return name !== undefined && findProgram(name, computer.path, computer) !== undefined
}

function isFolder(name: string): boolean {
  return statSync(/* turbopackIgnore: true */ name, { throwIfNoEntry: false })?.isDirectory() === true
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(/* turbopackIgnore: true */ folder)
  } catch {
    return []
  }
}
