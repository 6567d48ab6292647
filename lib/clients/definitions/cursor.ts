import { base64, query } from '@/lib/clients/links'
import type { ClientDefinition, Emission, Target } from '@/lib/clients/model'
import { desktopTokenNeeds, proxyNeeds, signingProxy, TOKEN_EXPIRY_NOTE, TOKEN_VARIABLE } from '@/lib/clients/servers'

export const cursor: ClientDefinition = {
  id: 'cursor',
  name: 'Cursor',
  initials: 'Cu',
  format: 'json',
  paths: { mac: '~/.cursor/mcp.json', linux: '~/.cursor/mcp.json', windows: '%USERPROFILE%\\.cursor\\mcp.json' },
  projectPath: '.cursor/mcp.json',
  docsUrl: 'https://cursor.com/docs/context/mcp',
  verifiedAt: '2026-11',
  status: 'stable',
  restart: 'Open Settings, MCP and switch the server off and on.',
  emit: (target, os) => {
    const needs = target.auth === 'sigv4' ? proxyNeeds(target) : desktopTokenNeeds(os)
    return { ...withServer(target), needs, notes: target.auth === 'sigv4' ? [] : [TOKEN_EXPIRY_NOTE] }
  },
}

function withServer(target: Target): Pick<Emission, 'document' | 'container' | 'link'> {
  const server =
    target.auth === 'sigv4'
      ? signingProxy(target)
      : { url: target.url, headers: { Authorization: `Bearer \${env:${TOKEN_VARIABLE}}` } }
  const parameters = query({ name: target.name, config: base64(JSON.stringify(server)) })

  return {
    document: { mcpServers: { [target.name]: server } },
    container: ['mcpServers'],
    link: `cursor://anysphere.cursor-deeplink/mcp/install?${parameters}`,
  }
}
