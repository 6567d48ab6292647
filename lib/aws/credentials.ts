import 'server-only'
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers'
import type { Connection } from '@/lib/aws/connection'
import { env } from '@/lib/env'
import { AppError } from '@/lib/result'

/**
 * The SDK credential provider of a connection. Nothing resolves until the first call. The shared files are read
 * afresh each time, so that what was mended in a terminal works without a restart.
 */
export function connectionCredentials({ source, region }: Connection) {
  switch (source.type) {
    case 'practice':
      return async () => practiceCredentials()
    case 'profile':
      return fromIni({ profile: source.profile, clientConfig: { region }, ignoreCache: true })
    case 'chain':
      return fromNodeProviderChain({ clientConfig: { region }, ignoreCache: true })
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
