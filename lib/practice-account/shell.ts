import type { PracticePlace } from '@/lib/env'

type Place = PracticePlace & { region: string }

/** Lines for bash and zsh that lead the AWS CLI, the SDKs and what is started from there into the practice account. */
export function exportLines(place: Place): string {
  return lines(place, (name, value) => `export ${name}=${value}`)
}

export function powershellLines(place: Place): string {
  return lines(place, (name, value) => `$env:${name} = '${value}'`)
}

/** No value holds a sign that a shell would read in its own way: the keys are base64, the rest a URL and a region. */
function lines({ url, accessKeyId, secretAccessKey, region }: Place, line: (name: string, value: string) => string) {
  const variables = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    // The AWS CLI, version 1, reads this one only.
    AWS_DEFAULT_REGION: region,
  }
  return Object.entries(variables)
    .map(([name, value]) => line(name, value))
    .join('\n')
}

export const PRACTICE_PROFILE = 'slipway-practice'

/** The account as a profile, for `~/.aws/config`. The AWS CLI and the SDKs read `endpoint_url` since the summer of 2023. */
export function profileLines({ url, region }: Place): string {
  return `[profile ${PRACTICE_PROFILE}]\nregion = ${region}\nendpoint_url = ${url}`
}

/** Its keys, for `~/.aws/credentials`. */
export function credentialsLines({ accessKeyId, secretAccessKey }: Place): string {
  return `[${PRACTICE_PROFILE}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`
}
