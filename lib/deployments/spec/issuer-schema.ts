import { z } from 'zod'
import { OPERATORS, RULE_MESSAGE } from '@/lib/tokens/claims/claim-rules'

const word = z
  .string()
  .max(255, 'AWS allows at most 255 characters.')
  .regex(/^\S+$/, 'One on each line, without spaces.')
const words = z.array(word).max(100, 'At most 100.').default([])

const rule = z.strictObject({
  claim: z.string().regex(/^[\w.:/-]{1,255}$/, RULE_MESSAGE),
  operator: z.enum(OPERATORS, RULE_MESSAGE),
  values: z.array(z.string().min(1, RULE_MESSAGE).max(255)).min(1, RULE_MESSAGE).max(100),
})

/** Tokens of any issuer with OpenID discovery: what AgentCore asks of them. One of the lists must hold something. */
export const issuerAuth = z
  .strictObject({
    type: z.literal('oidc'),
    discoveryUrl: z
      .string()
      .max(2048)
      .regex(
        /^https?:\/\/\S+\/\.well-known\/openid-configuration$/,
        'Use an address that ends in /.well-known/openid-configuration.',
      ),
    allowedClients: words,
    allowedAudience: words,
    allowedScopes: words,
    customClaims: z.array(rule).max(10, 'At most 10.').default([]),
  })
  .refine((auth) => [auth.allowedClients, auth.allowedAudience, auth.allowedScopes, auth.customClaims].some(isFilled), {
    path: ['allowedClients'],
    message: 'AWS wants at least one client, audience, scope or claim; else any token of the issuer would do.',
  })

function isFilled(list: unknown[]): boolean {
  return list.length > 0
}
