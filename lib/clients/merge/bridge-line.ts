import { type CommandLine, type Group, groupsOf } from '@/lib/clients/merge/command-options'
import { isSameEndpoint } from '@/lib/clients/merge/endpoint'

/** A command line that starts Slipway's bridge, taken apart. */
export type BridgeLine = {
  command: string
  /** What stands before the script: options of Node.js. */
  before: string[]
  script: string
  /** Name, id or ARN of the runtime. */
  runtime: string
  /** What comes with it: `--guard`, `--connection`, … */
  options: Group[]
}

/** The bridge that a command line starts, wherever Slipway is; undefined for any other program. */
export function bridgeLine({ command, args }: CommandLine): BridgeLine | undefined {
  const at = args.findIndex(
    (word, index) => word === 'bridge' && /slipway/i.test([command, ...args.slice(0, index)].join(' ')),
  )
  const groups = at === -1 ? [] : groupsOf(args.slice(at + 1))
  const runtime = groups.find(({ isWord }) => isWord)?.key

  if (runtime === undefined) {
    return undefined
  }
  const script = args.slice(0, at).findLastIndex((word) => /slipway/i.test(word))
  return {
    command,
    before: args.slice(0, Math.max(script, 0)),
    script: script === -1 ? '' : args.slice(script, at).join(' '),
    runtime,
    options: groups.filter(({ isWord }) => !isWord),
  }
}

/** The value of one option: `--connection`. */
export function optionOf({ options }: BridgeLine, name: string): string | undefined {
  const words = options.find(({ key }) => key === name)?.words
  return words?.[1] ?? words?.[0]?.slice(name.length + 1)
}

/** Whether a bridge leads to an endpoint: by the runtime's ARN, id or name, its region where that is said, and its qualifier. */
export function bridgeLeadsTo(line: BridgeLine, endpoint: string): boolean {
  const target = runtimeAt(endpoint)
  const [, region] = /\/([a-z0-9-]+)$/.exec(optionOf(line, '--connection') ?? '') ?? []

  if (!target) {
    return false
  }
  const { arn, id, qualifier } = target
  const isNamed = [arn, id, id.replace(/-\w{10}$/, '')].includes(line.runtime)
  const isThere = line.runtime === arn || region === undefined || arn.split(':')[3] === region
  return isNamed && isThere && (optionOf(line, '--qualifier') ?? 'DEFAULT') === qualifier
}

/** Whether an entry's addresses or its bridge lead to an endpoint. */
export function leadsTo(addresses: string[], line: CommandLine | undefined, endpoint: string): boolean {
  const bridge = line && bridgeLine(line)
  return (
    addresses.some((each) => isSameEndpoint(each, endpoint)) ||
    (bridge !== undefined && bridgeLeadsTo(bridge, endpoint))
  )
}

function runtimeAt(endpoint: string): { arn: string; id: string; qualifier: string } | undefined {
  try {
    const { pathname, searchParams } = new URL(endpoint)
    const arn = decodeURIComponent(/\/runtimes\/([^/]+)\/invocations/.exec(pathname)?.[1] ?? '')
    const [, id] = /:runtime\/([\w-]+)$/.exec(arn) ?? []
    return id === undefined ? undefined : { arn, id, qualifier: searchParams.get('qualifier') || 'DEFAULT' }
  } catch {
    return undefined
  }
}
