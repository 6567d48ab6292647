import { randomUUID } from 'node:crypto'
import { clientErrorLines, isTrue, loguru } from '@/lib/practice/agentcore/container/container-log'
import { commandServices, isReadOperation } from '@/lib/practice/mcp/catalogue'
import { type Command, readCommand } from '@/lib/practice/mcp/command'
import { splitCommandLine } from '@/lib/practice/mcp/command-line'
import {
  describeAnswer,
  describeHelp,
  describeRefusal,
  metadataOf,
  type Outcome,
} from '@/lib/practice/mcp/command-result'
import type { Container } from '@/lib/practice/mcp/container'
import { snakeCase } from '@/lib/practice/mcp/names'
import { allPages } from '@/lib/practice/mcp/pages'
import type { Release } from '@/lib/practice/mcp/releases'
import { runS3 } from '@/lib/practice/mcp/s3-command'
import { notImitated, notImitatedText } from '@/lib/practice/wire/not-imitated'
import { ServiceError } from '@/lib/practice/wire/service-error'

const DENIED_BY_POLICY = 'Execution of this operation is denied by security policy.'

/** The server looks for a region where the container has none, so this is what always comes of `--region *`. */
const NO_REGIONS =
  'Failed to retrieve active AWS regions (profile: "default"). Multi-region command expansion is unavailable. Check the error reason and fix it, or consider specifying regions explicitly. Reason: Unexpected error while retrieving active AWS regions. Details: You must specify a region.'

/** Runs one command; what goes wrong with it is its outcome. */
export async function runCommand(
  line: string,
  maxResults: number | undefined,
  release: Release,
  container: Container,
): Promise<Outcome> {
  const outcome = await outcomeOf(line, maxResults, release, container)

  if ('error' in outcome && outcome.error !== NO_REGIONS) {
    await container.log(clientErrorLines(container.actor.call.now(), release, outcome.error))
  }
  return outcome
}

async function outcomeOf(
  line: string,
  maxResults: number | undefined,
  release: Release,
  container: Container,
): Promise<Outcome> {
  if (release.batchLimit !== null && /--region\s+\*(?=\s|$)/.test(line)) {
    return { error: NO_REGIONS }
  }
  const words = splitCommandLine(line)

  if (!words.ok) {
    return { error: words.error.message }
  }
  const refuseFile = fileRefusal(release, container)

  if (words.data[0] === 's3') {
    return runS3(line, words.data.slice(1), {
      release,
      container,
      permits: (operation) => isPermitted('s3', operation, /^(ls|presign)$/.test(operation), release, container),
      denied: DENIED_BY_POLICY,
    })
  }
  const command = readCommand(words.data, { services: commandServices(container.actor), refuseFile })
  return command.ok ? perform(command.data, maxResults, release, container) : { error: command.error.message }
}

async function perform(
  command: Command,
  maxResults: number | undefined,
  release: Release,
  container: Container,
): Promise<Outcome> {
  const { service, operation, globals, isHelp } = command
  const { actor } = container
  const region = globals.region ?? container.config.environmentVariables?.AWS_REGION ?? actor.call.region
  const isRead = 'isRead' in operation ? operation.isRead : isReadOperation(service.service, operation.name)

  if (!(await isPermitted(service.service, operation.name, isRead, release, container, command.command))) {
    return { error: DENIED_BY_POLICY }
  }
  if (isHelp) {
    return { answer: describeHelp(release, command) }
  }
  const obstacle = obstacleOf(command, region)

  if (obstacle !== undefined) {
    return { error: `Error while executing the command: ${obstacle}` }
  }
  const metadata = metadataOf(command, region)
  const python = `${service.service}.${snakeCase(operation.name)}`
  const [begins, ends] = release.places.timer
  await say(container, begins, `Interpreting operation ${python} for region ${region}`)

  try {
    const fetched = await fetchAll(command, maxResults, container, region)
    await say(container, ends, `Operation ${python} interpreted in 0.05 seconds`)
    const answer = describeAnswer(release, command, { ...fetched, metadata }, actor.call.now())
    return 'problem' in answer ? { error: String(answer.problem) } : { answer }
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error
    }
    return { answer: describeRefusal(release, error, metadata) }
  }
}

/** What keeps botocore from sending the request at all. */
function obstacleOf({ globals, service }: Command, region: string): string | undefined {
  if (globals.profile !== undefined) {
    return `The config profile (${globals.profile}) could not be found`
  }
  if (!/^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)$/.test(region)) {
    return `Provided region_name '${region}' doesn't match a supported format.`
  }
  if (!/^[a-z]{2,8}(-[a-z]{2,12}){1,2}-\d{1,2}$/.test(region)) {
    return `Could not connect to the endpoint URL: "https://${service.service}.${region}.amazonaws.com/"`
  }
  return globals.notImitated
}

async function fetchAll(
  { operation, service, input, paging }: Command,
  maxResults: number | undefined,
  { actor }: Container,
  region: string,
) {
  if (!('perform' in operation)) {
    throw notImitated(service.protocol, `${service.service} ${operation.name}`)
  }
  let requestId = ''
  const fetchPage = (given: Record<string, unknown>) => {
    requestId = randomUUID()
    return operation.perform(given, actor, region, requestId)
  }

  if (!paging) {
    const output = await fetchPage(input)
    return { output, resumeToken: null, requestId }
  }
  const limits = [paging.maxItems, maxResults].filter((limit) => limit !== undefined)
  const limit = limits.length === 0 ? {} : { maxItems: Math.min(...limits) }
  const pages = await allPages(operation, input, { ...paging, ...limit }, fetchPage)
  return { ...pages, requestId }
}

async function isPermitted(
  service: string,
  name: string,
  isRead: boolean,
  { places }: Release,
  container: Container,
  words = { service, operation: name },
): Promise<boolean> {
  await say(
    container,
    places.call,
    `Attempting to execute AWS CLI command: aws ${words.service} ${words.operation} *parameters redacted*`,
  )
  await say(
    container,
    'core.security.policy:_load_policy:61',
    'No security policy file found at /app/.aws/aws-api-mcp/mcp-security-policy.json, not applying any additional security policies',
    'WARNING',
  )
  await say(
    container,
    'core.metadata.read_only_operations_list:has:81',
    `checking in read only list : ${service} - ${name}`,
  )
  return isRead || !isTrue(container.config.environmentVariables?.READ_OPERATIONS_ONLY)
}

/** With access, the files would be the container's own, and the account has none. */
function fileRefusal({ namesFiles }: Release, { config }: Container): (path: string) => string {
  const hasNoAccess = config.environmentVariables?.AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS === 'no-access'
  return (path) =>
    hasNoAccess
      ? `Cannot accept file path${namesFiles ? ` '${path}'` : ''}: local file access is disabled`
      : notImitatedText(`the local file '${path}'`)
}

async function say(container: Container, place: string, message: string, level: 'INFO' | 'WARNING' = 'INFO') {
  await container.log([loguru(container.actor.call.now(), level, place, message)])
}
