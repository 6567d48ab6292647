import { type Command, Option } from '@commander-js/extra-typings'
import { matching } from '@/cli/shared/options'
import { type Arn, parseArn } from '@/lib/aws/arn'
import { type Connection, connectionKey, parseConnectionKey } from '@/lib/aws/connection'
import { customEndpoint, invocationUrl } from '@/lib/aws/endpoints'
import { builtProgram, movedState } from '@/lib/bridge/program'
import { FORMS, type Form } from '@/lib/clients/choice'
import {
  type BridgeCall,
  type ClientDefinition,
  entryName,
  LAUNCHERS,
  OPERATING_SYSTEMS,
  type OperatingSystem,
  type Target,
} from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'
import { successorTarget } from '@/lib/clients/successor'
import { type Surroundings, surroundingsOf } from '@/lib/clients/surroundings'
import type { Env } from '@/lib/env'
import { ACCOUNT_ID } from '@/lib/practice/account'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { root } from '@/scripts/lib/root.mjs'

export type ConfigOptions = {
  client: ClientDefinition
  target: Target
  os: OperatingSystem
  form: Form
  /** What the terminal has, and whether the entry is to have it too. */
  surroundings: Surroundings
  withEnvironment: boolean
}
type Values = ReturnType<ReturnType<typeof withConfigOptions>['opts']>

const PROFILE = matching(/./, 'the name of a profile')
const REGION = matching(/^[a-z]{2,}(-[a-z]+)+-\d$/, 'a region, such as eu-west-1')
const QUALIFIER = matching(/^\w{1,48}$/, 'the name of an endpoint')
const NAME = matching(/^[\w-]{1,20}$/, 'up to 20 letters, digits, _ or -')

/** Declares what `config` takes. */
export function withConfigOptions(command: Command) {
  return command
    .argument('[client]', 'id of a client; --list names them')
    .option('--list', 'the clients, as JSON')
    .addOption(new Option('--auth <how>', 'how the runtime lets callers in').choices(['sigv4', 'jwt'] as const))
    .option('--runtime <arn>', 'ARN of the runtime')
    .option('--managed', 'the managed AWS MCP Server instead of a runtime; with --region, its nearest endpoint')
    .addOption(
      new Option('--form <form>', 'the whole file, a line for the shell, or a link that installs it')
        .choices(FORMS)
        .default('file' as const),
    )
    .option(
      '--profile <name>',
      'the AWS profile to sign with; without it, AWS_PROFILE, or else the default credentials',
      PROFILE,
    )
    .option('--region <region>', "with --managed, where to be near to; a runtime's own is in its ARN", REGION)
    .option('--qualifier <name>', "the runtime's endpoint; DEFAULT without it", QUALIFIER)
    .option('--name <name>', "name of the entry; without it, the runtime's own", NAME)
    .addOption(
      new Option('--os <system>', "whose paths and shell; without it, this computer's").choices(OPERATING_SYSTEMS),
    )
    .addOption(
      new Option(
        '--launcher <launcher>',
        "what stands between: Slipway's own bridge, or a proxy that signs: found on the path, by its full path, in a container",
      ).choices(LAUNCHERS),
    )
    .option(
      '--with-environment',
      "put the terminal's certificates and proxies into the entry: AWS_CA_BUNDLE, SSL_CERT_FILE, REQUESTS_CA_BUNDLE, " +
        'NODE_EXTRA_CA_CERTS, HTTPS_PROXY, HTTP_PROXY, NO_PROXY',
    )
    .option(
      '--connection <key>',
      'practice/REGION: the runtime is in the practice account of the console that runs here',
    )
}

/** What the options of `config` mean together, in the environment of the terminal. Fails with `invalid-input` for what can't be meant. */
export function readConfigOptions(id: string, given: Values, environment: Env): Result<ConfigOptions> {
  const client = findClient(id)

  if (!client) {
    return wrong(
      `There is no client ${id || 'without a name'}. There are: ${CLIENTS.map((each) => each.id).join(', ')}.`,
    )
  }
  const values = withProfile(given, environment)
  const target = values.managed ? managedTarget(values) : runtimeTarget(values)

  if (!target.ok) {
    return target
  }
  const { os = thisSystem(), form, withEnvironment = false } = values
  const surroundings = surroundingsOf(environment)
  const more = withEnvironment ? { environment: surroundings.values } : {}
  const wanted: Target = { ...target.data, ...start(values), ...more }
  return ok({ client, target: wanted, os, form, surroundings, withEnvironment })
}

/** The profile that signs in this terminal: a program that a client starts does not see its variables. */
function withProfile(values: Values, { AWS_PROFILE }: Env): Values {
  const named = values.connection === undefined ? undefined : parseConnectionKey(values.connection)?.source

  if (values.profile !== undefined || named?.type === 'practice') {
    return values
  }
  const profile = named?.type === 'profile' ? named.profile : AWS_PROFILE
  return profile === undefined ? values : { ...values, profile }
}

function managedTarget({ auth, runtime, profile, region = 'us-east-1' }: Values): Result<Target> {
  if (auth === 'jwt' || runtime !== undefined) {
    return wrong('The managed server takes AWS credentials and has no runtime: leave --auth jwt and --runtime out.')
  }
  return ok(successorTarget(region, profile))
}

function runtimeTarget({ auth, runtime, ...values }: Values): Result<Target> {
  const arn = parseArn(runtime ?? '')
  const id = arn?.resource.match(/^runtime\/([\w-]+)$/)?.[1]

  if (runtime === undefined || arn?.service !== 'bedrock-agentcore' || id === undefined) {
    return wrong('--runtime: the ARN of a runtime, arn:aws:bedrock-agentcore:REGION:ACCOUNT:runtime/ID.')
  }
  // The bridge signs in by itself, whichever way that takes.
  if (auth === undefined && values.launcher !== 'slipway') {
    return wrong('--auth: sigv4 or jwt, whichever the runtime accepts.')
  }
  const { region } = arn

  if (values.region !== undefined && values.region !== region) {
    return wrong(`--region ${values.region}: this runtime is in ${region}, says its ARN. Leave --region out.`)
  }
  const connection = connectionOf(values, region)

  if (!connection) {
    return wrong(`${values.connection} is not a connection. Use practice/${region}.`)
  }
  const misled = misledBy(connection, arn)

  if (misled) {
    return fail(misled)
  }
  return ok({
    name: values.name ?? entryName(id.replace(/-\w{10}$/, '')),
    url: invocationUrl(connection, runtime, values.qualifier),
    region,
    auth: auth ?? 'sigv4',
    profile: values.profile,
    bridge: bridgeTo(runtime, region, values),
    ...(connection.source.type === 'practice' ? { isPractice: true } : {}),
  })
}

/** By the ARN, which says the region and the account: a name would be looked for in the terminal's own region. */
function bridgeTo(
  runtime: string,
  region: string,
  { connection, profile }: Omit<Values, 'auth' | 'runtime'>,
): BridgeCall {
  const named = profile === undefined ? undefined : connectionKey({ source: { type: 'profile', profile }, region })
  // The chain of a terminal with a profile is that profile.
  const key = connection?.startsWith('chain/') ? (named ?? connection) : (connection ?? named)
  const call = { node: process.execPath, script: builtProgram(root), runtime, ...movedState(root) }
  return key === undefined ? call : { ...call, connection: key }
}

function connectionOf({ connection }: Values, region: string): Connection | undefined {
  return connection === undefined
    ? { source: { type: 'chain' }, region }
    : (parseConnectionKey(connection) ?? undefined)
}

/** Why a config would lead to AWS although its runtime is in a practice account. */
function misledBy(connection: Connection, { accountId, region }: Arn): Failure | undefined {
  if (customEndpoint(connection, 'BEDROCK_AGENTCORE') !== undefined) {
    return undefined
  }
  if (connection.source.type === 'practice') {
    return {
      code: 'unavailable',
      message: 'No practice account runs here, so its address is not known.',
      remedy: 'Start Slipway, which brings its practice account along, and try again.',
      command: 'npm start',
    }
  }
  return accountId === ACCOUNT_ID
    ? {
        code: 'invalid-input',
        message: `This runtime is in the practice account (${ACCOUNT_ID}), which AWS does not have.`,
        remedy: `Add --connection practice/${region}, while Slipway runs.`,
      }
    : undefined
}

function start({ launcher }: Values): Pick<Target, 'launcher'> {
  return launcher === undefined ? {} : { launcher }
}

function thisSystem(): OperatingSystem {
  const systems: Partial<Record<NodeJS.Platform, OperatingSystem>> = { darwin: 'mac', win32: 'windows' }
  return systems[process.platform] ?? 'linux'
}

function wrong(message: string): Result<never> {
  return fail({ code: 'invalid-input', message, remedy: 'See: npm run slipway -- config --help' })
}
