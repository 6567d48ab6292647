import { shapeDifferences, shapeOf } from '@/scripts/checks/peers/differential/differential-shape'
import type { ServerRelease } from '@/scripts/checks/peers/programs'
import { SERVER_CALLS } from '@/scripts/checks/peers/servers/server-calls'
import { outcomeOf } from '@/scripts/checks/peers/servers/server-outcome'
import type { Greeting, ServerRun } from '@/scripts/checks/peers/servers/server-runtimes'

export const SERVER_RELEASES: readonly ServerRelease[] = ['1.2.0', '1.3.46', '1.5.6']

export type ServerDifference = { release: ServerRelease; call: string; differs: string }

/** A difference that stands. Without `releases` it is one of all of them. */
export type ServerDecision = {
  differs: string
  calls: readonly string[]
  releases?: readonly ServerRelease[]
  why: string
}

/** How each call ended first, else what its answer is made of; and what the server says of itself. */
export function serverDifferences(release: ServerRelease, imitation: ServerRun, real: ServerRun): ServerDifference[] {
  const ofCalls = SERVER_CALLS.flatMap(([call], index) => {
    const [ours, theirs] = [imitation, real].map(({ answers }) => outcomeOf(answers[index] ?? {}))

    if (!ours || !theirs || ours.status !== theirs.status) {
      return [{ release, call, differs: `${ours?.status}, server ${theirs?.status}` }]
    }
    return shapeDifferences(ours.shape, theirs.shape, 'server').map((differs) => ({ release, call, differs }))
  })
  const ofGreeting = greetingDifferences(imitation.greeting, real.greeting)
  return [...ofCalls, ...ofGreeting.map((differs) => ({ release, call: 'greeting', differs }))]
}

function greetingDifferences(ours: Greeting, theirs: Greeting): string[] {
  const [left, right] = [ours, theirs].map(({ version, instructions, tools, lines }) => ({
    version,
    hasInstructions: instructions !== null,
    // Whoever describes something does it in words of their own.
    tools: tools.map((tool) => withoutDescriptions(tool) as typeof tool),
    lines: startPlaces(lines),
  }))
  return [
    ...(['version', 'hasInstructions', 'lines'] as const)
      .filter((name) => JSON.stringify(left?.[name]) !== JSON.stringify(right?.[name]))
      .map((name) => `${name}: ${JSON.stringify(left?.[name])}, server ${JSON.stringify(right?.[name])}`),
    ...(left?.tools ?? []).flatMap((tool, index) => {
      const other = right?.tools[index]
      const isSame = other !== undefined && sorted(tool) === sorted(other)
      const differing = shapeDifferences(shapeOf(tool), shapeOf(other ?? {}), 'server')
      return isSame ? [] : differing.length > 0 ? differing : [`${tool.name}: ${sorted(tool)}, server ${sorted(other)}`]
    }),
  ]
}

/** Where the lines of its start come from, until it listens. Times, ports and the framework's banner don't count. */
function startPlaces(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => line.includes('Uvicorn running on'))
  return lines.slice(0, end + 1).flatMap((line) => {
    const [, level, place] = /^\S+ \S+ \| (\w+) +\| (\S+) - /.exec(line) ?? []
    const framework = /INFO {5}Starting MCP server 'AWS-API-MCP' +(\S+)$/.exec(line)?.[1]
    return place ? [`${level} ${place}`] : framework ? [framework] : /^INFO: /.test(line) ? [line.slice(0, 30)] : []
  })
}

function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutDescriptions)
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([name, item]) => name !== 'description' || typeof item !== 'string')
    return Object.fromEntries(members.map(([name, item]) => [name, withoutDescriptions(item)]))
  }
  return value
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  )
}

/** Differences that nobody decided, and decisions whose difference is gone. */
export function judgeServers(differences: readonly ServerDifference[], decisions: readonly ServerDecision[]): string[] {
  const key = ({ release, call, differs }: ServerDifference) => `${release} ${call}: ${differs}`
  const found = new Set(differences.map(key))
  const decided = new Set(
    decisions.flatMap(({ calls, differs, releases = SERVER_RELEASES }) =>
      releases.flatMap((release) => calls.map((call) => key({ release, call, differs }))),
    ),
  )
  return [
    ...[...found].filter((one) => !decided.has(one)).map((one) => `not decided: ${one}`),
    ...[...decided].filter((one) => !found.has(one)).map((one) => `decided, and not there any more: ${one}`),
  ]
}
