import assert from 'node:assert/strict'
import { parse } from 'yaml'
import { recognise } from '@/lib/deployments/setup/foreign/recognise'
import { Expression } from '@/lib/deployments/setup/foreign/tree'
import type { Exported, Written } from '@/lib/export/model'
import { arranged } from '@/lib/export/wired'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type Case, textOf } from '@/scripts/checks/peers/export/case'
import { addressesOf, fromTerraform, terraformLive } from '@/scripts/checks/peers/export/terraform-back'

/** What the files say is what is live: a member that is lost is one that the export names, and the other way round. */
export async function judgeReadBack(cases: Case[], { check }: { check: Recorder['check'] }): Promise<void> {
  for (const { sample, exported, written } of cases) {
    const live = liveOf(exported)
    await check(`${sample.name}: the template read back is what is live`, () => {
      const { runtime, ...others } = fromTemplate(textOf(written.cloudformation, 'template.yaml'), exported)
      assertLost(live.runtime, runtime, written.cloudformation)
      assert.deepEqual(others, live.others)
    })
    await check(`${sample.name}: the Terraform runtime read back is what is live`, () => {
      const [found] = recognise(textOf(written.terraform, 'main.tf'))?.runtimes ?? []
      assertLost(live.runtime, found?.config ?? {}, written.terraform)
    })
    await check(
      `${sample.name}: the other Terraform resources read back are what is live, and each is imported`,
      () => {
        judgeOthers(exported, written.terraform)
      },
    )
  }
  await check('the judge of the other Terraform resources refuses each of them when it is changed', () => {
    for (const [name, wrong] of DAMAGES) {
      const { exported, written } = cases.find(({ sample }) => sample.name === name) ?? assert.fail(name)
      const files = written.terraform.files.map((file) => ({ ...file, text: file.text.replace(wrong, 'x$1') }))
      assert.notDeepEqual(files, written.terraform.files, `${wrong} is not in ${name}`)
      assert.throws(() => judgeOthers(exported, { ...written.terraform, files }), assert.AssertionError, `${wrong}`)
    }
  })
  await check('the judge of what is lost refuses what is not named, and what is named and not lost', () => {
    const written = { files: [], commands: [], notSaid: [{ member: 'a.b', why: '', lost: '' }] }
    assertLost({ a: { b: 1, c: [2] } }, { a: { c: [2] } }, written)
    assert.throws(() => assertLost({ a: { b: 1, c: [2] } }, { a: {} }, written), /not named: a\.c/)
    assert.throws(() => assertLost({ a: { b: 1, c: [2] } }, { a: { c: [3] } }, written), /not named: a\.c/)
    assert.throws(() => assertLost({ a: { b: 1 } }, { a: { b: 1 } }, written), /not lost: a\.b/)
  })
}

/** Words in the configuration of a sample that are spoilt. */
const DAMAGES: [sample: string, wrong: RegExp][] = [
  ['adopted', /(kms_key_id)/],
  ['adopted', /(max_session_duration)/],
  ['guide', /(policy_arn)/],
  ['guide', /(explicit_auth_flows)/],
  ['policies', /(s3:GetObject)/],
  ['policies', /(aws_iam_role_policy_attachment)/],
  ['rich_pool', /(require_symbols)/],
  ['vpc_issuer', /(bedrock-agentcore:InvokeAgentRuntime)/],
  ['versions', /(agent_runtime_version)/],
]

function judgeOthers(exported: Exported, written: Written): void {
  const main = textOf(written, 'main.tf')
  const { pool: wanted, ...live } = terraformLive(arranged(exported))
  const { pool, ...read } = fromTerraform(main, exported)
  assert.deepEqual(read, live)
  const { settings = {}, clients = [], ...rest } = wanted ?? {}
  const { settings: found = {}, clients: readClients = [], ...others } = pool ?? {}
  assert.deepEqual(others, rest)
  assertLost(settings, found, written)
  assert.deepEqual(readClients, clients)
  const { made, taken } = addressesOf(main, textOf(written, 'imports.tf'))
  assert.deepEqual(taken, made)
}

function liveOf({ runtime, role, policies, logGroup, endpoints, pool }: Exported) {
  const { variables, tags, name, config } = runtime
  const environmentVariables = Object.fromEntries(variables.map((one) => [one.name, one.value ?? SECRET]))
  return {
    runtime: { ...config, agentRuntimeName: name, environmentVariables, tags },
    others: {
      role: role && {
        ...{ name: role.name, path: role.path, description: role.description, tags: role.tags },
        ...{ boundary: role.permissionsBoundaryArn, maxSessionSeconds: role.maxSessionSeconds },
        trust: JSON.parse(role.trustPolicy),
        inline: role.inlinePolicies.map((one) => [one.name, JSON.parse(one.document)]),
        attached: role.attachedPolicies.map(({ arn }) => arn),
      },
      pool: pool && {
        ...{ name: pool.name, tags: pool.tags, settings: pool.settings },
        clients: pool.clients.map((client) => ({
          name: client.name,
          settings: client.settings,
          hasSecret: client.hasSecret,
        })),
      },
      endpoints: endpoints.map(({ name, version, description, tags: own }) => ({
        name,
        version,
        description,
        tags: own,
      })),
      policies: policies.map(({ arn, text }) => ({ arn, text })),
      logGroup,
    },
  }
}

const SECRET = '(a parameter)'

type Members = { [member: string]: unknown }
type Resource = { Type: string; Properties: Members }

/** The template's resources in the API's words, each reference as what it means in the live account. */
function fromTemplate(text: string, exported: Exported) {
  const { Resources } = parse(text, { version: '1.1', customTags: tagsOf(text, exported) }) as {
    Resources: Record<string, Resource>
  }
  const all = (type: string) =>
    Object.values(Resources).flatMap(({ Type, Properties }) => (Type === `AWS::${type}` ? [Properties] : []))
  const [runtime = {}] = all('BedrockAgentCore::Runtime')
  const [role] = all('IAM::Role')
  const [pool] = all('Cognito::UserPool')
  const [group] = all('Logs::LogGroup')
  return {
    runtime: {
      ...(lower(runtime) as Members),
      ...(runtime.ProtocolConfiguration
        ? { protocolConfiguration: { serverProtocol: runtime.ProtocolConfiguration } }
        : {}),
    },
    role: role
      ? {
          ...{ name: role.RoleName, path: role.Path ?? '/', description: role.Description ?? null },
          ...{ tags: tagMap(role.Tags), boundary: role.PermissionsBoundary ?? null },
          ...{ maxSessionSeconds: role.MaxSessionDuration, trust: role.AssumeRolePolicyDocument },
          inline: all('IAM::RolePolicy').map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument]),
          attached: role.ManagedPolicyArns ?? [],
        }
      : null,
    pool: pool ? poolFrom(pool, all('Cognito::UserPoolClient')) : null,
    endpoints: all('BedrockAgentCore::RuntimeEndpoint').map((one) => ({
      ...{
        name: one.Name,
        version: one.AgentRuntimeVersion,
        description: one.Description ?? null,
        tags: one.Tags ?? {},
      },
    })),
    policies: all('BedrockAgentCore::ResourcePolicy').map(({ ResourceArn, Policy }) => ({
      arn: ResourceArn,
      text: Policy,
    })),
    logGroup: group
      ? {
          ...{ name: group.LogGroupName, retentionDays: group.RetentionInDays ?? null, tags: tagMap(group.Tags) },
          ...(group.KmsKeyId ? { kmsKeyId: group.KmsKeyId } : {}),
        }
      : null,
  }
}

function poolFrom({ UserPoolName, UserPoolTags = {}, ...settings }: Members, clients: Members[]) {
  return {
    ...{ name: UserPoolName, tags: UserPoolTags, settings },
    clients: clients.map(({ ClientName, UserPoolId: _, GenerateSecret = false, ...own }) => ({
      ...{ name: ClientName, settings: own, hasSecret: GenerateSecret },
    })),
  }
}

function tagsOf(text: string, { runtime, role, pool, endpoints }: Exported) {
  const { Resources = {} } = parse(text, { version: '1.1', logLevel: 'silent' }) as {
    Resources?: Record<string, Resource>
  }
  const named = (id: string) => Resources[id]?.Type.split('::').at(-1)
  const endpoint = (id: string) => endpoints.find(({ name }) => name === Resources[id]?.Properties.Name)
  const client = (id: string) => pool?.clients.find(({ name }) => name === Resources[id]?.Properties.ClientName)
  const meaning = (path: string): string => {
    const [id = '', attribute = ''] = path.split('.')
    const values: Record<string, string | undefined> = {
      'Role.': role?.name,
      'Role.Arn': role?.arn,
      'Runtime.AgentRuntimeId': runtime.id,
      'Runtime.AgentRuntimeArn': runtime.arn,
      'Runtime.AgentRuntimeVersion': runtime.version,
      'RuntimeEndpoint.AgentRuntimeEndpointArn': endpoint(id)?.arn,
      'UserPool.': pool?.id,
      'UserPoolClient.': client(id)?.id,
    }
    return values[`${named(id) ?? 'parameter'}.${attribute}`] ?? SECRET
  }
  const filled = (whole: string) =>
    whole.replace(/\$\{(!?)([^}]*)\}/g, (_, kept: string, path: string) => (kept ? `\${${path}}` : meaning(path)))
  return [
    { tag: '!Ref', resolve: meaning },
    { tag: '!GetAtt', resolve: meaning },
    { tag: '!Sub', resolve: filled },
  ]
}

function tagMap(tags: unknown): Members {
  const list = Array.isArray(tags) ? (tags as { Key: string; Value: string }[]) : []
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]))
}

function lower(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(lower)
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
          ['EnvironmentVariables', 'Tags'].includes(name) ? item : lower(item),
        ]),
      )
    : value
}

function assertLost(live: object, read: object, { notSaid }: Written): void {
  const found = new Map(leaves(read))
  const lost = leaves(live).filter(([path, value]) => {
    const one = found.get(path)
    return !(one instanceof Expression) && one !== value
  })
  const members = new Set(lost.map(([path]) => path.replace(/\.\d+(?=\.|$)/g, '')))
  const isBelow = (member: string, path: string) => path === member || path.startsWith(`${member}.`)
  const said = notSaid.map(({ member }) => member)
  const unnamed = [...members].filter((path) => !said.some((member) => isBelow(member, path)))
  assert.deepEqual(unnamed, [], `lost and not named: ${unnamed.join(', ')}`)
  const idle = said.filter(
    (one) => Object.hasOwn(live, one.split('.')[0] ?? '') && ![...members].some((path) => isBelow(one, path)),
  )
  assert.deepEqual(idle, [], `named and not lost: ${idle.join(', ')}`)
}

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null || value instanceof Expression) {
    return value === null ? [] : [[path, value]]
  }
  return Object.entries(value).flatMap(([name, item]) => leaves(item, path === '' ? name : `${path}.${name}`))
}
