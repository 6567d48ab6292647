import { CHECKED } from '@/lib/clients/definitions/home'
import type { ClientDefinition, Emission, OperatingSystem, Target } from '@/lib/clients/model'
import { programNeeds, TOKEN_EXPIRY_NOTE, tokenNeeds } from '@/lib/clients/needs'
import {
  envWords,
  localProgram,
  PLACEHOLDER_BEARER,
  programWords,
  startsProgram,
  TOKEN_VARIABLE,
} from '@/lib/clients/servers'

const START = ['npx', '-y', '@modelcontextprotocol/inspector@2.12.0', '--cli']
const LIST = ['--method', 'tools/list']
const NEED = { text: 'Node.js 22.19 or newer.', href: 'https://nodejs.org/en/download' }

/** The protocol's own test program. Its links need a key that only it knows, so there is none here. */
export const inspector: ClientDefinition = {
  id: 'inspector',
  name: 'MCP Inspector',
  initials: 'In',
  format: 'json',
  paths: { mac: 'mcp.json', linux: 'mcp.json', windows: 'mcp.json' },
  docsUrl: 'https://github.com/modelcontextprotocol/inspector',
  verifiedAt: CHECKED,
  status: 'stable',
  restart: 'Each run reads the file again.',
  emit: (target, os) => (startsProgram(target) ? signed(target, os) : bearer(target, os)),
}

function signed(target: Target, os: OperatingSystem): Emission {
  const server = localProgram(target, os)
  return {
    document: { mcpServers: { [target.name]: { type: 'stdio', ...server } } },
    container: ['mcpServers'],
    // In this mode, what stands before `--` is the server's own command line.
    words: [...START, ...programWords(target, os), '--', ...envWords('-e', server), ...LIST],
    needs: [NEED, ...programNeeds(target, os)],
    notes: [`With the file: ${START.join(' ')} --config mcp.json --server ${target.name} ${LIST.join(' ')}`],
  }
}

function bearer(target: Target, os: OperatingSystem): Emission {
  const { name, url } = target
  const header = { before: 'Authorization: Bearer ', variable: TOKEN_VARIABLE }
  return {
    document: { mcpServers: { [name]: { type: 'http', url, headers: { Authorization: PLACEHOLDER_BEARER } } } },
    container: ['mcpServers'],
    words: [...START, url, '--transport', 'http', ...LIST, '--header', header],
    needs: [NEED, ...tokenNeeds(os)],
    notes: [
      'The one-liner takes the token from the variable. The file would hold it in place of <YOUR_JWT>: do not commit it.',
      TOKEN_EXPIRY_NOTE,
    ],
  }
}
