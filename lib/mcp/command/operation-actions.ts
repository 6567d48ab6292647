import 'server-only'
import { actionsForApi, prefixForSdkName } from '@/lib/policies/catalogue/api-names'
import { actionLevel } from '@/lib/policies/catalogue/catalogue'
import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'
import { givesCredentials } from '@/lib/policies/risk/groups'

/** `access` is undefined where AWS lists no action by this name. */
export type OperationAction = { action: string; access?: AccessLevel }

/** The IAM actions that authorize an operation as the CLI names it: `s3api`, `list-buckets`. */
export async function operationActions(service: string, operation: string): Promise<OperationAction[]> {
  const prefix = prefixForSdkName(service) ?? service
  const name = operation.replaceAll('-', '')
  const authorizedBy = actionsForApi(prefix, name)
  const wanted = authorizedBy.length > 0 ? authorizedBy : [`${prefix}:${name}`]

  return Promise.all(
    wanted.map(async (action) => {
      const found = await actionLevel(prefix, action.slice(prefix.length + 1))
      return found ? { action: `${prefix}:${found.name}`, access: found.access } : { action }
    }),
  )
}

/** Whether its answer is worth a sign-in: keys, tokens, passwords. Beside those that Risk knows. */
export function handsOutCredentials(action: string): boolean {
  return givesCredentials(action) || GIVES_CREDENTIALS.test(action)
}

/** AWS sorts some actions as reading that start, send or hand out something: the name has to say that it reads, too. */
export function doubtOf(action: string): string | undefined {
  if (handsOutCredentials(action)) {
    return `${action} gives out credentials.`
  }
  return READING.test(action) ? undefined : `AWS sorts ${action} as reading, but its name does not say so.`
}

const READING =
  /:(Admin|Batch)?(Get|List|Describe|Search|Query|Lookup|Head|View|Read|Scan|Select|Count|Check|Predict|Verify|Validate|Preview|Simulate|Estimate|Filter|Calculate|Compare|Resolve|Discover|Find)(?![a-z])/

/** The first two the server counts as a change. */
const GIVES_CREDENTIALS =
  /^(sts:Get(Session|Federation)Token|acm:ExportCertificate|bedrock-agentcore:Get(Resource(ApiKey|Oauth2Token)|WorkloadAccessToken\w*)|lakeformation:GetTemporary\w*|redshift(-serverless)?:GetC(redentials|lusterCredentials\w*)|quicksight:Get\w*EmbedUrl|finspace:GetKxConnectionString|\w[\w-]*:Get\w*(AuthToken|AuthorizationToken|FederationToken|CredentialsForIdentity|OpenIdToken|SessionCredentials|PresignedURL|PortalLoginUrl))/
