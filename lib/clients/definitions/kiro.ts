import { defineClient } from '@/lib/clients/definitions/define'
import { CHECKED, inHome } from '@/lib/clients/definitions/home'
import { query } from '@/lib/clients/links'
import type { ClientDefinition } from '@/lib/clients/model'
import { BRACED, ENV_BRACED, envWords, startsProgram, TOKEN_VARIABLE } from '@/lib/clients/servers'

const TIMEOUT_MS = 120_000

const common = defineClient(
  {
    id: 'kiro',
    name: 'Kiro IDE and CLI',
    initials: 'Ki',
    format: 'json',
    paths: inHome('.kiro/settings/mcp.json'),
    projectPath: '.kiro/settings/mcp.json',
    tokenReference: BRACED,
    timeouts: [{ setting: 'timeout', value: TIMEOUT_MS, unit: 'milliseconds' }],
    docsUrl: 'https://kiro.dev/docs/mcp/configuration/',
    verifiedAt: CHECKED,
    status: 'stable',
    restart: 'The file is read again when it is saved; a server that came by a link must be enabled first.',
  },
  {
    container: ['mcpServers'],
    stdio: (server) => ({ ...server, timeout: TIMEOUT_MS }),
    remote: (url) => ({ url, headers: { Authorization: `Bearer ${BRACED}` }, timeout: TIMEOUT_MS }),
    // The JSON form of --args is the only one that survives commas.
    words: (target, server) =>
      startsProgram(target)
        ? [
            ...['kiro-cli', 'mcp', 'add', '--name', target.name, '--scope', 'global', '--command', server.command],
            ...['--args', JSON.stringify(server.args), ...envWords('--env', server)],
          ]
        : undefined,
    link: ({ name }, entry) => `https://kiro.dev/launch/mcp/add?${query({ name, config: JSON.stringify(entry) })}`,
    notes: (target) =>
      startsProgram(target)
        ? ['The same file serves the Kiro IDE and the Kiro command line.']
        : [
            'Until the variable is approved, Kiro sends its name instead of its value, and complains about client registration.',
            `Kiro command line before 2.4: write ${ENV_BRACED} instead.`,
          ],
  },
)

const APPROVAL = {
  text: `${TOKEN_VARIABLE} approved in Kiro: accept the prompt, or add it to the setting "Mcp Approved Env Vars".`,
}

export const kiro: ClientDefinition = {
  ...common,
  emit: (target, os) => {
    const emission = common.emit(target, os)
    return startsProgram(target) ? emission : { ...emission, needs: [...emission.needs, APPROVAL] }
  },
}

/** What Kiro's command line was called before; its own file, and another way to name a variable. */
export const amazonQ = defineClient(
  {
    id: 'amazon-q',
    name: 'Amazon Q CLI',
    initials: 'Q',
    format: 'json',
    paths: inHome('.aws/amazonq/mcp.json'),
    projectPath: '.amazonq/mcp.json',
    tokenReference: ENV_BRACED,
    timeouts: [{ setting: 'timeout', value: TIMEOUT_MS, unit: 'milliseconds' }],
    docsUrl: 'https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-mcp-configuration.html',
    verifiedAt: CHECKED,
    status: 'legacy',
    restart: 'Start a new session; /mcp lists the server.',
  },
  {
    container: ['mcpServers'],
    stdio: (server) => ({ ...server, timeout: TIMEOUT_MS }),
    remote: (url) => ({
      type: 'http',
      url,
      headers: { Authorization: `Bearer ${ENV_BRACED}` },
      timeout: TIMEOUT_MS,
    }),
    isTerminal: true,
    notes: () => ['It is called Kiro CLI now: choose that for a new installation.'],
  },
)
