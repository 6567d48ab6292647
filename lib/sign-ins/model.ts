import { z } from 'zod'

const issued = z.object({
  /** What goes into the header. */
  token: z.string(),
  /** Milliseconds since the epoch; 0 where neither the token nor its issuer says. */
  endsAt: z.number(),
})

/** The token that a call is made with, and when it ends. */
export type Issued = z.infer<typeof issued>

const common = {
  runtimeArn: z.string(),
  /** Of the authorizer at the time. Nothing of a sign-in is ever sent to another issuer. */
  discoveryUrl: z.string(),
  /** As its document names it, where that was read. */
  issuer: z.string().optional(),
  clientId: z.string(),
  userName: z.string(),
  current: issued.optional(),
}

const asked = {
  /** For clients that have one. */
  clientSecret: z.string().optional(),
  scope: z.string().optional(),
  audience: z.string().optional(),
  resource: z.string().optional(),
}

/** What is kept of one sign-in at one runtime: by `via`, Cognito's own calls, OAuth for a person, or OAuth for a program. */
const signIn = z.discriminatedUnion('via', [
  z.object({ via: z.literal('cognito'), ...common, refreshToken: z.string() }),
  z.object({
    via: z.literal('oidc'),
    ...common,
    ...asked,
    /** Absent where the issuer gave none: the sign-in then ends with its token. */
    refreshToken: z.string().optional(),
    /** Which of the issuer's tokens the runtime gets. */
    send: z.enum(['access', 'id']),
  }),
  z.object({ via: z.literal('machine'), ...common, ...asked, clientSecret: z.string() }),
])

export type SignIn = z.infer<typeof signIn>
export type OidcSignIn = Extract<SignIn, { via: 'oidc' }>

/** A kept sign-in, of its JSON text. Undefined for anything else. */
export function parseSignIn(text: string): SignIn | undefined {
  try {
    const parsed = signIn.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
