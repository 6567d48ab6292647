/** What a look at an issuer found. `keys` are algorithms, one for each signing key. */
export type IssuerReport = {
  url: string
  issuer?: string
  /** Where people sign in with OAuth, when the issuer has such a place. */
  authorization?: string | undefined
  keys: string[]
  /** One sentence each; none: AgentCore can verify its tokens. */
  problems: string[]
}
