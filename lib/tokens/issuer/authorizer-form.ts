import { z } from 'zod'
import type { ClaimRule } from '@/lib/runtimes/model'
import { parseRule, RULE_MESSAGE } from '@/lib/tokens/claims/claim-rules'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { providerOf } from '@/lib/tokens/issuer/providers'

const lines = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) => [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== ''))

const words = lines.pipe(z.array(z.string().max(255).regex(/^\S+$/, 'One on each line, without spaces.')).max(100))

const rules = lines.pipe(
  z
    .array(
      z.string().transform((line, context): ClaimRule => {
        const rule = parseRule(line)

        if (rule === undefined) {
          context.addIssue({ code: 'custom', message: RULE_MESSAGE })
          return z.NEVER
        }
        return rule
      }),
    )
    .max(10),
)

/** A runtime's authorizer as text fields, one entry in a line; a claim's rule as `team EQUALS dev`. */
export const authorizerForm = z
  .object({
    discoveryUrl: z
      .string()
      .trim()
      .max(2048)
      .regex(
        /^https?:\/\/\S+\/\.well-known\/openid-configuration$/,
        'It has to end in /.well-known/openid-configuration.',
      ),
    allowedClients: words,
    allowedAudience: words,
    allowedScopes: words,
    customClaims: rules,
  })
  .superRefine(({ allowedClients, allowedAudience, allowedScopes, customClaims }, context) => {
    if ([allowedClients, allowedAudience, allowedScopes, customClaims].every((list) => list.length === 0)) {
      const message = 'AWS wants at least one client, audience, scope or claim; else any token of the issuer would do.'
      context.addIssue({ code: 'custom', path: ['allowedClients'], message })
    }
  })

export type AuthorizerForm = z.output<typeof authorizerForm>

/** As UpdateAgentRuntime takes it: lists that are empty are left out. */
export function jwtAuthorizerInput(form: AuthorizerForm) {
  const { discoveryUrl, allowedClients, allowedAudience, allowedScopes, customClaims } = form
  return {
    discoveryUrl,
    ...(allowedClients.length > 0 ? { allowedClients } : {}),
    ...(allowedAudience.length > 0 ? { allowedAudience } : {}),
    ...(allowedScopes.length > 0 ? { allowedScopes } : {}),
    ...(customClaims.length > 0 ? { customClaims: customClaims.map(claimInput) } : {}),
  }
}

function claimInput({ claim, operator, values }: ClaimRule) {
  const claimMatchValue =
    operator === 'CONTAINS_ANY' ? { matchValueStringList: values } : { matchValueString: values[0] ?? '' }
  return {
    inboundTokenClaimName: claim,
    inboundTokenClaimValueType: operator === 'EQUALS' ? 'STRING' : 'STRING_ARRAY',
    authorizingClaimMatchValue: { claimMatchOperator: operator, claimMatchValue },
  }
}

type Checked = Pick<JwtAuthorizer, 'discoveryUrl' | 'userPoolId' | 'allowedClients' | 'allowedAudience'>

/** What can be said of an authorizer before any token is seen: settings that refuse every access token of its issuer, each with the one that works. */
export function authorizerDoubts({ discoveryUrl, userPoolId, allowedClients, allowedAudience }: Checked): string[] {
  if (userPoolId !== undefined && allowedAudience.length > 0) {
    return [
      allowedClients.length > 0
        ? 'Clients and audiences together refuse every token of Cognito: an access token has no audience, an ID token no client. Leave the audience out.'
        : 'Access tokens of Cognito have no audience (aud), so all of them would be refused. Allow the app client instead.',
    ]
  }
  const provider = providerOf(discoveryUrl)

  if (provider && allowedClients.length > 0) {
    const { name, clientClaim, audience } = provider
    const rule = `${clientClaim} EQUALS ${allowedClients[0]}`
    return [
      `Access tokens of ${name} have no client_id, so allowed clients refuse all of them: the client is in ${clientClaim}. Use the claim rule ${rule}, or the audience, which is ${audience}.`,
    ]
  }
  return []
}
