import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type DeviceAuthorizationResponse,
  deviceAuthorizationRequest,
  deviceCodeGrantRequest,
  processDeviceAuthorizationResponse,
  processDeviceCodeResponse,
  type TokenEndpointResponse,
} from 'oauth4webapi'
import { AppError } from '@/lib/result'
import type { Wish } from '@/lib/sign-ins/flows/code-flow'
import type { ClientAt } from '@/lib/sign-ins/issuer'
import { asked, refusalOf } from '@/lib/sign-ins/oauth-errors'

/** RFC 8628, sections 3.2 and 3.5. */
const DEFAULT_INTERVAL_SECONDS = 5
const SLOW_DOWN_SECONDS = 5

type Way = {
  show: (
    device: Pick<DeviceAuthorizationResponse, 'user_code' | 'verification_uri' | 'verification_uri_complete'>,
  ) => void
  /** Waits so many milliseconds. */
  pause?: (ms: number) => Promise<unknown>
}

/** Signs a person in by a code that they type in a browser anywhere (RFC 8628). Throws an AppError. */
export async function signInByDevice(
  at: ClientAt,
  wish: Wish,
  { show, pause = sleep }: Way,
): Promise<TokenEndpointResponse> {
  const device = await begin(at, wish)
  const end = Date.now() + device.expires_in * 1000
  let seconds = device.interval ?? DEFAULT_INTERVAL_SECONDS
  show(device)

  while (Date.now() < end) {
    await pause(seconds * 1000)
    const answer = await poll(at, device.device_code)

    if (typeof answer !== 'string') {
      return answer
    }
    seconds += answer === 'slow_down' ? SLOW_DOWN_SECONDS : 0
  }
  throw new AppError({
    code: 'timeout',
    message: 'The code has expired before anybody signed in with it.',
    remedy: 'Start again.',
  })
}

async function begin(at: ClientAt, { scope, audience, resource }: Wish): Promise<DeviceAuthorizationResponse> {
  const { issuer, client, auth, options } = at

  if (issuer.device_authorization_endpoint === undefined) {
    throw new AppError({
      code: 'conflict',
      message: 'The issuer does not offer signing in with a code.',
      remedy: 'Sign in without --device, on a computer with a browser.',
    })
  }
  const more = { ...(audience === undefined ? {} : { audience }), ...(resource === undefined ? {} : { resource }) }
  return asked(async () =>
    processDeviceAuthorizationResponse(
      issuer,
      client,
      await deviceAuthorizationRequest(issuer, client, auth, { scope, ...more }, options),
    ),
  )
}

/** The tokens, or why there are none yet. */
async function poll(
  at: ClientAt,
  code: string,
): Promise<TokenEndpointResponse | 'authorization_pending' | 'slow_down'> {
  const { issuer, client, auth, options } = at
  return asked(async () => {
    try {
      const response = await deviceCodeGrantRequest(issuer, client, auth, code, options)
      return await processDeviceCodeResponse(issuer, client, response)
    } catch (error) {
      const refusal = refusalOf(error)

      if (refusal === 'authorization_pending' || refusal === 'slow_down') {
        return refusal
      }
      throw error
    }
  })
}
