import { JSON_TEXT, type ShellNames, shellJson, shellWord } from '@/lib/export/cli/shell'
import { commentLine } from '@/lib/export/cloudformation/write'
import { POOL_MEMBERS } from '@/lib/export/known'
import type { Exported, NotSaid, Written } from '@/lib/export/model'
import { neverSaid, notSaidOf, olderVersion, split } from '@/lib/export/split'
import {
  hasRole,
  isMembers,
  joined,
  KEYS,
  type Members,
  ownPool,
  Reference,
  settable,
  type Value,
  wiredConfig,
} from '@/lib/export/wired'
import { distinctWords, plainWord } from '@/lib/export/words'

/** A script that makes the same again with the AWS CLI, step by step, and waits where AWS does. */
export function writeCli(exported: Exported): Written {
  const names = namesOf(exported)
  const secrets = exported.runtime.variables.filter(({ value }) => value === null).map(({ name }) => name)
  const pool = split((ownPool(exported)?.settings ?? {}) as Members, POOL_MEMBERS)
  const notSaid = [
    ...notSaidOf(pool.rest, 'This script'),
    ...metadataLost(exported),
    ...exported.endpoints.flatMap((one) =>
      olderVersion(one, exported.runtime.version, 'It serves the version that is made.'),
    ),
    ...neverSaid(exported),
  ]
  const steps = [
    head(exported, secrets, names, notSaid),
    ...(hasRole(exported) ? roleSteps(exported) : []),
    ...poolSteps(exported, pool.said, names),
    ...runtimeSteps(exported, names, secrets),
    ...endpointSteps(exported, names),
    ...policySteps(exported, names),
    ...logGroupSteps(exported),
    `echo "$RUNTIME_ARN"`,
  ]
  const given = secrets.map((name) => `${names.secret(name)}=… `).join('')
  return {
    files: [{ name: 'create.sh', language: 'shell', text: `${steps.join('\n\n')}\n` }],
    notSaid,
    commands: [`${given}sh create.sh`],
  }
}

function head({ runtime, region }: Exported, secrets: string[], names: ShellNames, notSaid: NotSaid[]): string {
  return [
    '#!/bin/sh',
    `# Makes ${plainWord(runtime.name)} again with the AWS CLI, version 2 of November 2026 or later:
# in another account or region, or after it was deleted. Where its role exists, it stops at once and changes nothing.`,
    ...(notSaid.length === 0 ? [] : ['#', '# What it can’t say:', ...notSaid.map((one) => `# ${commentLine(one)}`)]),
    'set -eu',
    '[ $# -eq 0 ] || { echo "create.sh takes no options: it makes everything at once." >&2; exit 2; }',
    `export AWS_REGION=${shellWord(region)} AWS_DEFAULT_REGION=${shellWord(region)} AWS_PAGER=`,
    ...secrets.flatMap((name) => requiredLines(name, names.secret(name))),
    ...(secrets.length === 0 ? [] : ['', JSON_TEXT]),
  ].join('\n')
}

/** Stops the script without the value. What stands after `:?` is expanded, so any other name than a plain word is a comment. */
function requiredLines(name: string, word: string): string[] {
  const isPlain = name === plainWord(name)
  const shown = shellWord(name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' '))
  return [
    ...(isPlain ? [] : [`# ${word} is the value of the variable ${shown}.`]),
    `: "\${${word}:?Set it to the value of the variable ${isPlain ? name : 'that the script names here'}}"`,
  ]
}

function roleSteps({ role }: Exported): string[] {
  if (!role) {
    return []
  }
  const request: Members = {
    RoleName: role.name,
    ...(role.path === '/' ? {} : { Path: role.path }),
    AssumeRolePolicyDocument: role.trustPolicy,
    ...(role.description === null ? {} : { Description: role.description }),
    ...(role.maxSessionSeconds === null ? {} : { MaxSessionDuration: role.maxSessionSeconds }),
    ...(role.permissionsBoundaryArn === null ? {} : { PermissionsBoundary: role.permissionsBoundaryArn }),
    ...tagList(role.tags),
  }
  const name = shellWord(role.name)
  return [
    `ROLE_ARN=$(${call('iam create-role', request, NO_NAMES)} --query Role.Arn --output text)`,
    ...role.inlinePolicies.map(
      (policy) =>
        `aws iam put-role-policy --role-name ${name} --policy-name ${shellWord(policy.name)} --policy-document ${shellWord(policy.document)}`,
    ),
    ...role.attachedPolicies.map(
      ({ arn }) => `aws iam attach-role-policy --role-name ${name} --policy-arn ${shellWord(arn)}`,
    ),
    '# IAM takes a moment to make a new role known.\nsleep 10',
  ]
}

function poolSteps(exported: Exported, settings: Members, names: ShellNames): string[] {
  const pool = ownPool(exported)

  if (!pool) {
    return []
  }
  const tags = settable(pool.tags)
  const request = {
    PoolName: pool.name,
    ...settings,
    ...(Object.keys(tags).length === 0 ? {} : { UserPoolTags: tags }),
  }
  return [
    `USER_POOL_ID=$(${call('cognito-idp create-user-pool', request, names)} --query UserPool.Id --output text)`,
    ...pool.clients.map((client) => {
      const own = {
        UserPoolId: new Reference(KEYS.pool, 'id'),
        ClientName: client.name,
        ...(client.hasSecret ? { GenerateSecret: true } : {}),
        ...(client.settings as Members),
      }
      const made = call('cognito-idp create-user-pool-client', own, names)
      const variable = names.reference(new Reference(KEYS.client(client.id), 'id'))
      return `${variable}=$(${made} --query UserPoolClient.ClientId --output text)`
    }),
  ]
}

function runtimeSteps(exported: Exported, names: ShellNames, secrets: string[]): string[] {
  const { agentRuntimeName: _, tags, metadataConfiguration, ...config } = withoutAnswers(wiredConfig(exported))
  const texts = secrets.map((name) => `${names.secret(name)}=$(json_text "$${names.secret(name)}")`)
  const read = (member: string) =>
    `aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id "$RUNTIME_ID" --query ${member} --output text`
  const ready = waiting(read('status'), 'The runtime')
  const own = tags === undefined ? '' : ` --tags ${shellJson(tags, names, 0)}`
  const given = `--agent-runtime-name ${shellWord(exported.runtime.name)}${own} --cli-input-json "file://$REQUEST"`
  return [
    ...(texts.length === 0 ? [] : [texts.join('\n')]),
    // In a file of its own: what is on a command line, everybody on the computer can see.
    `REQUEST=$(mktemp)
trap 'rm -f "$REQUEST"' EXIT
printf '%s' ${shellJson(config, names)} > "$REQUEST"
RUNTIME_ID=$(aws bedrock-agentcore-control create-agent-runtime ${given} --query agentRuntimeId --output text)`,
    ready,
    ...(requiresMmdsV2(metadataConfiguration) ? [mmdsV2Step(read('metadataConfiguration.requireMMDSV2'), ready)] : []),
    [
      `RUNTIME_ARN=$(${read('agentRuntimeArn')})`,
      ...(exported.endpoints.length === 0 ? [] : [`RUNTIME_VERSION=$(${read('agentRuntimeVersion')})`]),
    ].join('\n'),
  ]
}

function requiresMmdsV2(metadata: Value | undefined): boolean {
  return isMembers(metadata) && metadata.requireMMDSV2 === true
}

function mmdsV2Step(read: string, ready: string): string {
  const update = `aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id "$RUNTIME_ID" --cli-input-json "file://$REQUEST" --metadata-configuration requireMMDSV2=true > /dev/null`
  return `# No request that makes a runtime takes it. AWS sets it for new ones; where it has not, an update does.
if [ "$(${read})" != True ]; then
  ${update}
  ${ready.replace(/\n/g, '\n  ')}
fi`
}

/** Members of `metadataConfiguration` that AWS alone decides for a runtime made anew. */
function metadataLost({ runtime }: Exported): NotSaid[] {
  const metadata = (runtime.config.metadataConfiguration ?? {}) as Members
  const lost = Object.entries(metadata).filter(([name, value]) => name !== 'requireMMDSV2' || value !== true)
  const rest = lost.map(([name, value]) => ({ member: `metadataConfiguration.${name}`, value }))
  return notSaidOf(rest, 'A request that makes a runtime').map((one) => ({
    ...one,
    lost: 'The new runtime has what AWS gives it.',
  }))
}

function endpointSteps({ endpoints }: Exported, names: ShellNames): string[] {
  return endpoints.flatMap(({ name, description, tags: own }) => {
    const tags = settable(own)
    const request = {
      agentRuntimeId: new Reference(KEYS.runtime, 'id'),
      name,
      agentRuntimeVersion: new Reference(KEYS.runtime, 'version'),
      ...(description === null ? {} : { description }),
      ...(Object.keys(tags).length === 0 ? {} : { tags }),
    }
    const read = `aws bedrock-agentcore-control get-agent-runtime-endpoint --agent-runtime-id "$RUNTIME_ID" --endpoint-name ${shellWord(name)} --query status --output text`
    return [
      `${call('bedrock-agentcore-control create-agent-runtime-endpoint', request, names)} > /dev/null`,
      waiting(read, `The endpoint ${name}`),
    ]
  })
}

function policySteps({ policies, runtime }: Exported, names: ShellNames): string[] {
  const own = new Reference(KEYS.runtime, 'arn')
  return policies.map(({ arn, text }) => {
    const request = { resourceArn: joined(arn, runtime.arn, own), policy: joined(text, runtime.arn, own) }
    return `${call('bedrock-agentcore-control put-resource-policy', request, names)} > /dev/null`
  })
}

function logGroupSteps({ logGroup, runtime }: Exported): string[] {
  if (!logGroup) {
    return []
  }
  const name = logGroup.name.split(runtime.id).map(shellWord).join('"$RUNTIME_ID"').replace(/''/g, '')
  const tags = settable(logGroup.tags)
  const own = Object.keys(tags).length === 0 ? null : shellWord(JSON.stringify(tags))
  const key = logGroup.kmsKeyId === undefined ? null : shellWord(logGroup.kmsKeyId)
  const made = [
    `aws logs create-log-group --log-group-name ${name}`,
    ...(key === null ? [] : [`--kms-key-id ${key}`]),
    ...(own === null ? [] : [`--tags ${own}`]),
  ].join(' ')
  const late = [
    ...(key === null ? [] : [`    aws logs associate-kms-key --log-group-name ${name} --kms-key-id ${key}`]),
    ...(own === null ? [] : [tagStep(name, own)]),
  ]
  return [
    [
      `# AWS makes it too when the runtime first starts. It is then given what it should have.
LOG_GROUP_ERROR=$(${made} 2>&1 > /dev/null) || case "$LOG_GROUP_ERROR" in
  *ResourceAlreadyExistsException*)${late.length === 0 ? ' ;;' : `\n${late.join('\n')}\n    ;;`}
  *)
    echo "$LOG_GROUP_ERROR" >&2
    exit 1
    ;;
esac`,
      ...(logGroup.retentionDays === null
        ? []
        : [`aws logs put-retention-policy --log-group-name ${name} --retention-in-days ${logGroup.retentionDays}`]),
    ].join('\n'),
  ]
}

/** A group is tagged by its ARN. Of all names that begin with this one, AWS lists this one first. */
function tagStep(name: string, tags: string): string {
  return `    LOG_GROUP_ARN=$(aws logs describe-log-groups --log-group-name-prefix ${name} --query 'logGroups[0].logGroupArn' --output text)
    aws logs tag-resource --resource-arn "$LOG_GROUP_ARN" --tags ${tags}`
}

function call(operation: string, request: Members, names: ShellNames): string {
  return `aws ${operation} --cli-input-json ${shellJson(request, names)}`
}

function waiting(read: string, what: string): string {
  return `STATUS=CREATING
while [ "$STATUS" = CREATING ] || [ "$STATUS" = UPDATING ]; do
  sleep 2
  STATUS=$(${read})
done
[ "$STATUS" = READY ] || { echo ${shellWord(what)}" is $STATUS." >&2; exit 1; }`
}

/** AWS answers it, and no request takes it. */
function withoutAnswers(config: Members): Members {
  const network = config.networkConfiguration
  const vpc = isMembers(network) ? network.networkModeConfig : undefined

  if (!isMembers(network) || !isMembers(vpc)) {
    return config
  }
  const { requireServiceS3Endpoint: _, ...kept } = vpc
  return { ...config, networkConfiguration: { ...network, networkModeConfig: kept } }
}

function tagList(tags: Record<string, string>): Members {
  const list = Object.entries(settable(tags)).map(([Key, tag]): Value => ({ Key, Value: tag }))
  return list.length === 0 ? {} : { Tags: list }
}

const NO_NAMES: ShellNames = { reference: () => '', secret: () => '' }

function namesOf(exported: Exported): ShellNames {
  const secrets = exported.runtime.variables.filter(({ value }) => value === null).map(({ name }) => name)
  // The CLI itself obeys variables such as AWS_SECRET_ACCESS_KEY.
  const words = distinctWords(secrets, (name) => `VALUE_OF_${plainWord(name)}`)
  const known = new Map([
    [`${KEYS.role} arn`, 'ROLE_ARN'],
    [`${KEYS.pool} id`, 'USER_POOL_ID'],
    [`${KEYS.runtime} id`, 'RUNTIME_ID'],
    [`${KEYS.runtime} arn`, 'RUNTIME_ARN'],
    [`${KEYS.runtime} version`, 'RUNTIME_VERSION'],
    ...(ownPool(exported)?.clients ?? []).map(({ id }, index): [string, string] => [
      `${KEYS.client(id)} id`,
      index === 0 ? 'CLIENT_ID' : `CLIENT_ID_${index + 1}`,
    ]),
  ])
  return {
    reference: ({ to, member }) => known.get(`${to} ${member}`) ?? '',
    secret: (variable) => words.get(variable) ?? '',
  }
}
