/** What a release of the AWS API MCP Server does unlike others, each measured against the published program. */
export type Release = {
  version: string
  /** FastMCP's version, which the server gives as its own. */
  framework: string
  /** What it says about its end, to clients and in its log. */
  notice: string | null
  /** How many commands a call may hold. Without it a call is one command, and what goes wrong is the tool's error. */
  batchLimit: number | null
  /** The member with what AWS answered. */
  output: 'json' | 'as_json'
  /** Whether the refusal of a file names it. */
  namesFiles: boolean
  /** Whether a command of the CLI's own that prints nothing but an error has failed. */
  failsOnStderr: boolean
  /** Schemas that say which arguments there are none of. */
  closedSchemas: boolean
  /** Where FastMCP keeps what it adds. */
  meta: '_fastmcp' | 'fastmcp'
  /** Whether it takes AUTH_TYPE=oauth, and whether it makes its working directory itself. */
  oauth: boolean
  makesWorkdir: boolean
  /** Whether it says at its start that it keeps no sessions. */
  saysStateless: boolean
  /** Parts of the program, with the lines at which they write to the log. */
  places: {
    notice: string
    workdir: string
    region: string
    call: string
    started: string
    client: string
    timer: [start: string, end: string]
  }
}

const NOTICE =
  'DEPRECATION NOTICE: The AWS API MCP server is entering end of development. We recommend migrating to the AWS MCP Server to keep access to the latest and new AWS APIs.'

const FIRST: Release = {
  version: '1.2.0',
  framework: '2.13.3',
  notice: null,
  batchLimit: null,
  output: 'json',
  namesFiles: true,
  failsOnStderr: false,
  closedSchemas: false,
  meta: '_fastmcp',
  oauth: false,
  makesWorkdir: true,
  saysStateless: false,
  places: {
    notice: '',
    workdir: 'server:main:381',
    region: 'server:main:389',
    call: 'server:call_aws_helper:260',
    started: 'server.py:2058',
    client: 'context.py:792',
    timer: ['core.common.helpers:operation_timer:38', 'core.common.helpers:operation_timer:42'],
  },
}

const BATCHES: Release = {
  version: '1.3.46',
  framework: '3.4.10',
  notice: null,
  batchLimit: 20,
  output: 'as_json',
  namesFiles: false,
  failsOnStderr: true,
  closedSchemas: true,
  meta: 'fastmcp',
  oauth: true,
  makesWorkdir: false,
  saysStateless: true,
  places: {
    notice: '',
    workdir: 'server:main:430',
    region: 'server:main:438',
    call: 'server:call_aws_helper:315',
    started: 'transport.py:361',
    client: 'context.py:1446',
    timer: ['core.common.helpers:operation_timer:39', 'core.common.helpers:operation_timer:43'],
  },
}

const NEWEST: Release = {
  ...BATCHES,
  version: '1.5.6',
  framework: '3.4.11',
  notice: NOTICE,
  places: {
    ...BATCHES.places,
    notice: 'server:main:435',
    workdir: 'server:main:438',
    region: 'server:main:446',
    call: 'server:call_aws_helper:321',
  },
}

/** From which version on each is the nearest one that was measured, newest first. */
const SINCE: readonly [since: string, release: Release][] = [
  ['1.3.47', NEWEST],
  ['1.3.17', BATCHES],
  ['0', FIRST],
]

/** The release that an image holds, by its tag. A tag that names none (`latest`, a digest) means the newest. */
export function releaseOf(image: string): Release {
  const [, tag] = /^[^:@]*:v?(\d+\.\d+\.\d+)(?:[-.@]|$)/.exec(image.slice(image.lastIndexOf('/') + 1)) ?? []
  return (tag !== undefined && SINCE.find(([since]) => compare(tag, since) >= 0)?.[1]) || NEWEST
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number))
  const at = [0, 1, 2].find((index) => (left?.[index] ?? 0) !== (right?.[index] ?? 0))
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0)
}
