import { bridgeLine } from '@/lib/clients/merge/bridge-line'
import {
  addressIn,
  type CommandLine,
  type FusedCommand,
  type Group,
  groupsOf,
  publicName,
} from '@/lib/clients/merge/command-options'
import { isSameEndpoint } from '@/lib/clients/merge/endpoint'
import { fuseBridge } from '@/lib/clients/merge/fuse-bridge'
import { isFilledIn } from '@/lib/clients/merge/placeholder'

const PACKAGE = /(?:^|\/)(mcp-proxy-for-aws|mcp-remote)(?:[@:=]=?[\w.+-]*)?$/

type Parts = CommandLine & { launcher: string[]; package: string; program: string; rest: string[]; address: string }

/**
 * The wanted command line, with what the old one has besides: a full path of the same program, options of its launcher
 * (`--python 3.12`) and of the proxy (`--profile prod`). What can't stay is named in `lost`; values are not shown.
 * `endpoint`: where the wanted one leads, when it doesn't say so itself.
 */
export function fuseCommand(old: CommandLine, wanted: CommandLine, endpoint?: string): FusedCommand {
  const bridge = bridgeLine(wanted)

  if (bridge) {
    return fuseBridge(old, bridge, endpoint)
  }
  const [before, after] = [partsOf(old), partsOf(wanted)]
  const report = { kept: [] as string[], lost: [] as string[] }
  const isSameLauncher = baseOf(old.command) === baseOf(wanted.command)
  const command = commandOf(old.command, wanted.command, isSameLauncher, report)
  const launcher = fuseGroups(before.launcher, after.launcher, isSameLauncher, report)
  const isSameProgram = before.program === after.program

  if (before.package !== after.package && before.package !== '') {
    report.lost.push(before.package)
  }
  if (before.address !== '' && !isSameEndpoint(before.address, after.address)) {
    report.lost.push('the address of another endpoint')
  }
  const rest = fuseGroups(before.rest, after.rest, isSameProgram, report)
  const named = [after.package, after.address].filter((word) => word !== '')
  const start = [...launcher.written, ...launcher.words, ...launcher.options]
  // A port of mcp-remote belongs right behind the address; the proxy's options swallow what comes after them.
  return { command, args: [...start, ...named, ...rest.words, ...rest.written, ...rest.options], ...report }
}

/** The names of everything on a command line that goes away as a whole. */
export function commandNames({ args }: CommandLine): string[] {
  const { package: named, launcher, rest } = partsOf({ command: '', args })
  const groups = [...groupsOf(launcher), ...groupsOf(rest)].map(publicName)
  return [...new Set([...(named === '' ? [] : [named]), ...groups])]
}

function partsOf({ command, args }: CommandLine): Parts {
  const at = addressIn(args)
  const head = at === -1 ? args : args.slice(0, at)
  const found = head.findLastIndex((word) => PACKAGE.test(word))
  const named = found === -1 ? (at === -1 ? -1 : args.findIndex((word) => PACKAGE.test(word))) : found
  const all = args.filter((_, index) => index !== at)
  const split = named === -1 ? 0 : named - (at !== -1 && at < named ? 1 : 0)
  const word = named === -1 ? '' : (args[named] ?? '')

  return {
    command,
    args,
    launcher: named === -1 ? [] : all.slice(0, split),
    package: word,
    program: PACKAGE.exec(word)?.[1] ?? baseOf(command),
    rest: named === -1 ? all : all.slice(split + 1),
    address: at === -1 ? '' : (args[at] ?? ''),
  }
}

type Report = { kept: string[]; lost: string[] }

function commandOf(old: string, wanted: string, isSame: boolean, { kept, lost }: Report): string {
  if (old === wanted) {
    return wanted
  }
  if (isSame && (hasPath(old) || !hasPath(wanted))) {
    kept.push('the path of the command')
    return old
  }
  lost.push('the command')
  return wanted
}

type Arguments = { written: string[]; words: string[]; options: string[] }

/** The wanted arguments in their order, and the others that may stay. */
function fuseGroups(old: string[], wanted: string[], keeps: boolean, report: Report): Arguments {
  const written = groupsOf(wanted)
  const extra: Group[] = []

  for (const group of groupsOf(old)) {
    const at = written.findIndex(({ key }) => key === group.key)
    const name = publicName(group)

    if (at !== -1 && written[at]) {
      if (isSameGroup(written[at], group)) {
        continue
      }
      if (isFilledIn(group.words.join(' '), written[at].words.join(' '))) {
        report.kept.push(name)
        written[at] = group
      } else {
        report.lost.push(name)
      }
    } else if (keeps && group.key !== '--from') {
      // uvx would install what `--from` says instead of the pinned package.
      report.kept.push(name)
      extra.push(group)
    } else {
      report.lost.push(name)
    }
  }
  return {
    written: written.flatMap(({ words }) => words),
    words: extra.filter(({ isWord }) => isWord).flatMap(({ words }) => words),
    options: extra.filter(({ isWord }) => !isWord).flatMap(({ words }) => words),
  }
}

function isSameGroup(one: Group, other: Group): boolean {
  const [first, second] = [one, other].map(({ words }) => words.join('\0').replace(/^(--[\w-]+)=/, '$1\0'))
  return first === second
}

function baseOf(command: string): string {
  const name = command.split(/[\\/]/).at(-1) ?? ''
  return name.toLowerCase().replace(/\.(exe|cmd|bat)$/, '')
}

function hasPath(command: string): boolean {
  return /[\\/]/.test(command)
}
