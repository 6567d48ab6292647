import { query } from '@/lib/clients/links'
import type { ClientDefinition, Emission, Target } from '@/lib/clients/model'
import { desktopTokenNeeds, proxyNeeds, signingProxy, TOKEN_EXPIRY_NOTE, TOKEN_VARIABLE } from '@/lib/clients/servers'
import { shellLine } from '@/lib/clients/shell'

export const kiro: ClientDefinition = {
  id: 'kiro',
  name: 'Kiro',
  initials: 'Ki',
  format: 'json',
  paths: {
    mac: '~/.kiro/settings/mcp.json',
    linux: '~/.kiro/settings/mcp.json',
    windows: '%USERPROFILE%\\.kiro\\settings\\mcp.json',
  },
  projectPath: '.kiro/settings/mcp.json',
  docsUrl: 'https://kiro.dev/docs/mcp/configuration/',
  verifiedAt: '2026-11',
  status: 'stable',
  restart: 'The file is read again when it is saved; a server that came by a link must be enabled first.',
  emit: (target, os) =>
    target.auth === 'sigv4'
      ? {
          ...withServer(target, signingProxy(target)),
          command: cliCommand(target),
          needs: proxyNeeds(target),
          notes: ['The same file serves the Kiro IDE and the Kiro command line.'],
        }
      : {
          ...withServer(target, { url: target.url, headers: { Authorization: `Bearer \${${TOKEN_VARIABLE}}` } }),
          needs: [
            ...desktopTokenNeeds(os),
            {
              text: `${TOKEN_VARIABLE} approved in Kiro: accept the prompt, or add it to the setting "Mcp Approved Env Vars".`,
            },
          ],
          notes: [
            'Until the variable is approved, Kiro sends its name instead of its value, and complains about client registration.',
            `Kiro command line before 2.4: write \${env:${TOKEN_VARIABLE}} instead.`,
            TOKEN_EXPIRY_NOTE,
          ],
        },
}

function withServer(target: Target, server: object): Pick<Emission, 'document' | 'container' | 'link'> {
  return {
    document: { mcpServers: { [target.name]: server } },
    container: ['mcpServers'],
    link: `https://kiro.dev/launch/mcp/add?${query({ name: target.name, config: JSON.stringify(server) })}`,
  }
}

/** The JSON form of --args is the only one that survives commas. */
function cliCommand(target: Target): string {
  const { command, args, env } = signingProxy(target)
  const words = ['--name', target.name, '--scope', 'global', '--command', command, '--args', JSON.stringify(args)]
  return shellLine('kiro-cli', 'mcp', 'add', ...words, '--env', `AWS_DEFAULT_REGION=${env.AWS_DEFAULT_REGION}`)
}
