import 'server-only'
import {
  clientCredentialsGrantRequest,
  processClientCredentialsResponse,
  type TokenEndpointResponse,
} from 'oauth4webapi'
import type { Wish } from '@/lib/sign-ins/flows/code-flow'
import type { ClientAt } from '@/lib/sign-ins/issuer'
import { asked } from '@/lib/sign-ins/oauth-errors'

/** A token for a program, by the client's own secret (RFC 6749, section 4.4). Throws an AppError. */
export function tokenOfMachine(at: ClientAt, { scope, audience, resource }: Wish): Promise<TokenEndpointResponse> {
  const { issuer, client, auth, options } = at
  const parameters = {
    ...(scope === '' ? {} : { scope }),
    ...(audience === undefined ? {} : { audience }),
    ...(resource === undefined ? {} : { resource }),
  }
  return asked(async () =>
    processClientCredentialsResponse(
      issuer,
      client,
      await clientCredentialsGrantRequest(issuer, client, auth, parameters, options),
    ),
  )
}
