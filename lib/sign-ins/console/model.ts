import type { Failure } from '@/lib/result'

/** A demand of the runtime that the token does not meet, and what to change. */
export type Refusal = { claim: string; why: string; advice: string }

/** How far a sign-in is that was started from a page. Times are ISO 8601. */
export type SignInState =
  | {
      state: 'waiting'
      /** Page of the issuer, to be opened in a browser on this computer. */
      address: string
      /** What the issuer has to know of the client. */
      redirectUri: string
      until: string
    }
  | { state: 'done'; refusals: Refusal[] }
  | { state: 'failed'; failure: Failure }

/** What a page shows of a sign-in that is kept on this computer. `endsAt` is that of its current token, where it is known. */
export type KeptView = {
  userName: string
  endsAt?: string
  /** New tokens come without a person. */
  renews: boolean
}
