import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED } from '@/lib/clients/definitions/home'
import { query } from '@/lib/clients/links'
import { BRACED, startsProgram, TOKEN_VARIABLE } from '@/lib/clients/servers'

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
      ...(env === undefined ? {} : { envs: env }),
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
    link: (target, entry) => (startsProgram(target) ? installLink(target.name, entry) : undefined),
    notes: (target) =>
      startsProgram(target)
        ? []
        : [`Goose asks for ${TOKEN_VARIABLE} and keeps it in the keyring when no variable has it.`],
  },
)

/** Goose's links know a few commands and their arguments, but no headers, and no Node.js at a path. */
function installLink(name: string, { cmd, args }: Record<string, unknown>): string | undefined {
  if (cmd !== 'uvx' && cmd !== 'docker') {
    return undefined
  }
  const words = (args as string[]).map((arg) => query({ arg }))
  return `goose://extension?${[query({ cmd }), ...words, query({ id: name, name, timeout: String(TIMEOUT_S) })].join('&')}`
}
