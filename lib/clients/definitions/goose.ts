import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED } from '@/lib/clients/definitions/home'
import { query } from '@/lib/clients/links'
import { BRACED, TOKEN_VARIABLE } from '@/lib/clients/servers'

const TIMEOUT_S = 300
/** Newer versions expect one. */
const DESCRIPTION = 'AWS API MCP Server'

export const goose = defineClient(
  {
    id: 'goose',
    name: 'Goose',
    initials: 'Go',
    format: 'yaml',
    paths: {
      mac: '~/.config/goose/config.yaml',
      linux: '~/.config/goose/config.yaml',
      windows: '%APPDATA%\\Block\\goose\\config\\config.yaml',
    },
    tokenReference: BRACED,
    timeouts: [{ setting: 'timeout', value: TIMEOUT_S, unit: 'seconds' }],
    docsUrl: 'https://block.github.io/goose/docs/getting-started/using-extensions',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'Start a new session.',
  },
  {
    container: ['extensions'],
    stdio: ({ command, args, env }, { name }) => ({
      name,
      description: DESCRIPTION,
      type: 'stdio',
      enabled: true,
      cmd: command,
      args,
      envs: env,
      timeout: TIMEOUT_S,
    }),
    remote: (url, { name }) => ({
      name,
      description: DESCRIPTION,
      type: 'streamable_http',
      enabled: true,
      uri: url,
      headers: { Authorization: `Bearer ${BRACED}` },
      env_keys: [TOKEN_VARIABLE],
      timeout: TIMEOUT_S,
    }),
    link: ({ auth, name }, entry) => (auth === 'sigv4' ? installLink(name, entry) : undefined),
    notes: ({ auth }) =>
      auth === 'sigv4' ? [] : [`Goose asks for ${TOKEN_VARIABLE} and keeps it in the keyring when no variable has it.`],
  },
)

/** Goose's links know commands and their arguments, but no headers. */
function installLink(name: string, { cmd, args }: Record<string, unknown>): string | undefined {
  if (cmd !== 'uvx' && cmd !== 'docker') {
    return undefined
  }
  const words = (args as string[]).map((arg) => query({ arg }))
  return `goose://extension?${[query({ cmd }), ...words, query({ id: name, name, timeout: String(TIMEOUT_S) })].join('&')}`
}
