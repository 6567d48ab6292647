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
