import 'server-only'
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers'
import type { Connection } from '@/lib/aws/connection'
import { apart, asOneCall } from '@/lib/aws/conversation'
import { endCredentialProcesses } from '@/lib/aws/credential-process'
import type { AwsClients } from '@/lib/aws/read-clients'
import { env } from '@/lib/env'
import { AppError } from '@/lib/result'

type Provider = ReturnType<typeof fromIni>
type ClientConfig = { requestHandler: AwsClients['sts']['config']['requestHandler'] }

/**
 * The SDK credential provider of a connection. Nothing resolves until the first call. The shared files are read
 * afresh each time, so that what was mended in a terminal works without a restart.
 */
export function connectionCredentials({ source }: Connection) {
  switch (source.type) {
    case 'practice':
      return async () => practiceCredentials()
    case 'profile':
      return bounded((clientConfig) => fromIni({ profile: source.profile, clientConfig, ignoreCache: true }))
    case 'chain':
      return bounded((clientConfig) => fromNodeProviderChain({ clientConfig, ignoreCache: true }))
  }
}

/**
 * A provider whose requests go through the handler of the client that asks, and so end as that client's do. It has no region to give:
 * SSO would be asked there, and not where the profile says. All clients wait for one answer, so none of them leaving ends it.
 */
function bounded(make: (clientConfig: ClientConfig) => Provider): Provider {
  let provider: Provider | undefined

  return (asked) => {
    endCredentialProcesses()
    provider ??= make({ requestHandler: asked?.callerClientConfig?.requestHandler as ClientConfig['requestHandler'] })
    const resolve = provider
    return apart(() => asOneCall(() => resolve(asked)))
  }
}

function practiceCredentials() {
  const { SLIPWAY_PRACTICE_ACCESS_KEY_ID: accessKeyId, SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: secretAccessKey } = env()

  if (!accessKeyId || !secretAccessKey) {
    throw new AppError({
      code: 'unavailable',
      message: 'The practice account is not running.',
      remedy: 'Start Slipway with npm start, which brings its practice account along.',
      command: 'npm start',
    })
  }
  return { accessKeyId, secretAccessKey }
}
