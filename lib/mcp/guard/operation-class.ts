import 'server-only'
import {
  doubtOf,
  handsOutCredentials,
  type OperationAction,
  operationActions,
} from '@/lib/mcp/command/operation-actions'
import { customCommand, type Verdict } from '@/lib/mcp/guard/custom-commands'
import type { LooseCommand } from '@/lib/mcp/guard/loose-command'
import { type CommandClass, worstClass } from '@/lib/mcp/guard/model'
import { spendingOf } from '@/lib/mcp/guard/spending'
import { prefixForSdkName } from '@/lib/policies/catalogue/api-names'

/** What the operation of a command does, whatever else the text holds. */
export async function operationClass(command: LooseCommand): Promise<Verdict> {
  const { service, operation } = command
  const custom = customCommand(command)

  if (custom) {
    return custom
  }
  if (service === 'help' || operation === 'help') {
    return { class: 'read', actions: [], why: 'It shows help.' }
  }
  const prefix = prefixForSdkName(service) ?? service

  if (operation === 'wait') {
    const actions = ['Describe', 'Get', 'List', 'Head'].map((verb) => `${prefix}:${verb}*`)
    return { class: 'read', actions, why: 'It asks again and again until something is so.' }
  }
  if (prefix === 'apigateway') {
    return apiGateway(command)
  }
  const actions = await operationActions(service, operation)
  const judged = actions.map((action) => judge(action, command))
  const worst = worstClass(judged.map((one) => one.class))
  const why = judged.find((one) => one.class === worst)?.why ?? ''
  return { class: worst, actions: actions.map(({ action }) => action), why }
}

type Judgement = { class: CommandClass; why: string }

function judge({ action, access }: OperationAction, { service, operation, rest }: LooseCommand): Judgement {
  if (PERMISSIONS.test(action)) {
    return { class: 'permissions', why: `${action} changes who may do what.` }
  }
  const gives = !HARMLESS_TOKENS.has(action) && (handsOutCredentials(action) || SECRETS.test(action))

  if (gives || (DECRYPTED.test(action) && rest.some((word) => word.startsWith('--with-d')))) {
    return { class: 'secrets', why: `The answer of ${action} is a secret or a sign-in.` }
  }
  if (!access) {
    return {
      class: 'unknown',
      why: `What aws ${service} ${operation} does is not in AWS’s list of actions by that name.`,
    }
  }
  if (access === 'permissions') {
    return { class: 'permissions', why: `${action} changes who may do what.` }
  }
  const spending = spendingOf(action)

  if (spending !== undefined) {
    return { class: 'cost', why: `${action}: ${spending}` }
  }
  if (access === 'write' || access === 'tagging') {
    return { class: 'write', why: `${action} changes something.` }
  }
  const doubt = PLAIN_READS.test(action) || HARMLESS_TOKENS.has(action) ? undefined : doubtOf(action)
  return doubt === undefined ? { class: 'read', why: `${action} only reads.` } : { class: 'unknown', why: doubt }
}

/** Everything in IAM that writes, and what sets policies, grants and trust elsewhere but is sorted as plain writing. */
const PERMISSIONS =
  /^(iam:(?!Get|List|Generate|Simulate)|(sso|organizations|identitystore):(?!Get|List|Describe|Search|IsMember)|kms:(CreateGrant|PutKeyPolicy|RetireGrant|RevokeGrant)|lambda:(Add|Remove)\w*Permission|rolesanywhere:(Create|Update)|ram:(Accept|Associate|Create|Disassociate|Enable|Promote)|[\w-]+:(Put|Set|Delete|Create|Update|Attach)\w*(ResourcePolic(y|ies)|BucketPolicy|AccessPointPolicy|RepositoryPolicy|RegistryPolicy|PolicyStore|AccessEntry|AccessPolicy|Acl|PublicAccessBlock)$|ec2:Authorize\w+|ec2:Modify(Snapshot|Image)Attribute|rds:Modify\w*SnapshotAttribute)/

const SECRETS =
  /^(sts:(AssumeRole\w*|GetSessionToken|GetDelegatedAccessToken|GetWebIdentityToken)|kms:(Decrypt|ReEncrypt\w+|GenerateDataKey\w*|DeriveSharedSecret)|secretsmanager:(Batch)?GetSecretValue|payment-cryptography:(ExportKey|DecryptData)|cognito-idp:(InitiateAuth|AdminInitiateAuth|RespondToAuthChallenge|GetTokensFromRefreshToken)|ec2:(CreateKeyPair|ExportClientVpnClientConfiguration)|lightsail:(CreateKeyPair|GetInstanceAccessDetails)|gamelift:\w*Credentials|ssm:(StartSession|ResumeSession)|eks-auth:AssumeRole\w*|bedrock-agentcore:CompleteResourceTokenAuth|bedrock-agentcore:GetResourcePaymentToken|[\w-]+:\w*Presigned(Url|URL)s?$|signin:CreateOAuth2Token)/
const DECRYPTED = /^ssm:GetParameter/
/** The tables of Risk hold them, but they open nothing. */
const HARMLESS_TOKENS: ReadonlySet<string> = new Set([
  'athena:GetSession',
  'lightsail:GetKeyPair',
  'lightsail:GetKeyPairs',
  'waf:GetChangeToken',
  'waf-regional:GetChangeToken',
])
/** Sorted as reading, and they read, though their names don’t begin so. */
const PLAIN_READS =
  /^(logs:(StartQuery|Test(MetricFilter|Transformer))|iam:Generate\w+|cloudformation:Detect\w+Drift|events:TestEventPattern|bedrock:Retrieve|bedrock-agentcore:RetrieveMemoryRecords|kendra:Retrieve|wisdom:Retrieve|verifiedpermissions:IsAuthorized\w*|route53:TestDNSAnswer|rds:DownloadDBLogFilePortion|elasticbeanstalk:RetrieveEnvironmentInfo|cloudsearch:suggest|lightsail:IsVpcPeered|identitystore:IsMemberInGroups|appsync:Evaluate\w+|geo-places:\w+|geo-routes:\w+|iot:TestAuthorization|backup:ExportBackupPlanTemplate|wellarchitected:ExportLens)$/

/** Its actions are the HTTP methods. */
function apiGateway({ operation, rest }: LooseCommand): Verdict {
  if (!/^get-[a-z]/.test(operation)) {
    const method = /^(update|put|delete|create|import|tag|untag)/.exec(operation)?.[0] ?? 'other'
    const action = METHODS[method] ?? 'apigateway:POST'
    return { class: 'write', actions: [action], why: `${action} changes something.` }
  }
  const isSecret = /^get-api-key/.test(operation) && rest.some((word) => word.startsWith('--include-v'))
  return isSecret
    ? { class: 'secrets', actions: ['apigateway:GET'], why: 'The answer holds the values of API keys.' }
    : { class: 'read', actions: ['apigateway:GET'], why: 'apigateway:GET only reads.' }
}

const METHODS: Record<string, string> = {
  update: 'apigateway:PATCH',
  put: 'apigateway:PUT',
  delete: 'apigateway:DELETE',
  import: 'apigateway:PUT',
  tag: 'apigateway:PUT',
  untag: 'apigateway:DELETE',
}
