import { type BridgeLine, bridgeLeadsTo, bridgeLine, optionOf } from '@/lib/clients/merge/bridge-line'
import {
  addressIn,
  type CommandLine,
  type FusedCommand,
  type Group,
  groupsOf,
  publicName,
} from '@/lib/clients/merge/command-options'
import { isSameEndpoint } from '@/lib/clients/merge/endpoint'

/** What the bridge knows by itself: that a proxy had to be told is nobody's loss. */
const DERIVED = new Set(['--service', '--region', '--transport', '-y', '/c'])
/** Which runtime it is: never the old entry's to say. */
const PLACE = new Set(['--connection', '--qualifier', '--state-dir'])

/**
 * The command line of Slipway's bridge in the place of an old one: what the person set on a bridge stays (`--guard`, options of
 * Node.js), and what a proxy had that the bridge has no use for is named in `lost`.
 */
export function fuseBridge(old: CommandLine, wanted: BridgeLine, endpoint: string | undefined): FusedCommand {
  const before = bridgeLine(old)
  return before ? renewed(before, wanted, endpoint) : replaced(old, wanted, endpoint)
}

function renewed(old: BridgeLine, wanted: BridgeLine, endpoint: string | undefined): FusedCommand {
  const isSameProgram = baseOf(old.command) === baseOf(wanted.command)
  const nodeOptions = isSameProgram ? old.before : []
  const own = old.options.filter((group) => !wanted.options.some((each) => sameWords(each, group)))
  const stays = own.filter(({ key }) => !PLACE.has(key) && !wanted.options.some((each) => each.key === key))
  const gone = own.filter((group) => !stays.includes(group))
  const isElsewhere = endpoint !== undefined && old.runtime !== wanted.runtime && !bridgeLeadsTo(old, endpoint)

  return {
    ...written(wanted, nodeOptions, stays),
    kept: [...groupsOf(nodeOptions), ...stays].map(publicName),
    lost: [
      ...(old.command === wanted.command ? [] : [isSameProgram ? 'the path of the command' : 'the command']),
      ...(old.script === wanted.script ? [] : ['the path of Slipway']),
      ...(isElsewhere ? ['another runtime'] : []),
      ...gone.map(publicName),
    ],
  }
}

function replaced(old: CommandLine, wanted: BridgeLine, endpoint: string | undefined): FusedCommand {
  const at = addressIn(old.args)
  const address = at === -1 ? undefined : old.args[at]
  const isElsewhere = address !== undefined && !(endpoint !== undefined && isSameEndpoint(address, endpoint))
  const profile = /^profile:(.+)\/[^/]+$/.exec(optionOf(wanted, '--connection') ?? '')?.[1]
  const groups = groupsOf(old.args.filter((_, index) => index !== at))
  const gone = groups.filter(
    ({ key, words }) => !(DERIVED.has(key) || (key === '--profile' && isNamed(profile, words))),
  )
  return {
    ...written(wanted, [], []),
    kept: [],
    lost: [
      'the command',
      ...(isElsewhere ? ['the address of another endpoint'] : []),
      ...new Set(gone.map(publicName)),
    ],
  }
}

function isNamed(profile: string | undefined, words: string[]): boolean {
  return profile !== undefined && words.length === 2 && encodeURIComponent(words[1] ?? '') === profile
}

function written({ command, before, script, runtime, options }: BridgeLine, own: string[], more: Group[]): CommandLine {
  const start = script === '' ? [] : [script]
  const rest = [...options, ...more].flatMap(({ words }) => words)
  return { command, args: [...own, ...before, ...start, 'bridge', runtime, ...rest] }
}

function sameWords(one: Group, other: Group): boolean {
  return one.key === other.key && one.words.join('\0') === other.words.join('\0')
}

function baseOf(command: string): string {
  const name = command.split(/[\\/]/).at(-1) ?? ''
  return name.toLowerCase().replace(/\.(exe|cmd|bat)$/, '')
}
