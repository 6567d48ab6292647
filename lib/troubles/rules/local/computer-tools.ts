import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** What clients and model providers take of tools: how many, with which names. */
export const TOOL_RULES = rulesOf('computer', [
  {
    id: 'tool-unknown',
    where: ['paste'],
    over: ['bad-parameters'],
    hints: ['unknown tool', '-32602'],
    pattern:
      /\bUnknown tool:? ?["'`]?(?!call_aws\b)([\w.-]{1,80})|-32602\b.{0,20}\bTool ["'`]?(?!call_aws\b)([\w.-]{1,80})["'`]? (?:not found|disabled)/i,
    sources: [SOURCES.server],
    certainty: 'likely',
    explain: ([, one, other]) => ({
      title: `The server has no tool ${one ?? other}.`,
      cause: 'The name is misspelled, or the client still has the list of tools of another server or version.',
      remedy: [
        'Restart the server entry, so that the client fetches the list of tools again.',
        'In a program of your own, take the name as tools/list gives it; capitals count.',
      ],
      actions: [{ type: 'test-connection' }],
    }),
  },
  {
    id: 'client-not-connected',
    where: ['paste'],
    isFallback: true,
    hints: [
      'failed to reconnect to',
      'connect to mcp server',
      'failed to start',
      'failed to connect',
      'mcp server failed',
      'mcp servers failed',
      'client closed for command',
      'no server info found',
    ],
    pattern:
      /\bFailed to reconnect to [\w.@/-]{1,60}\.? ?$|(?:Could not|Failed to|Unable to|Error:? cannot) connect to MCP server\b|\bMCP server ["'`]?[\w.@/-]{1,60}["'`]? failed to (?:start|connect)\b|[✘✗✕] ?Failed to connect\b|\b\d{1,2} MCP servers? failed\b|\bClient closed for command\b|\bNo server info found\b/i,
    sources: [SOURCES.mcpDebugging, SOURCES.claudeCode],
    certainty: 'possible',
    explain: {
      title: 'The client could not connect to the server entry.',
      cause:
        'The program that the entry starts ended at once or was not found, or the URL of the entry did not answer.',
      remedy: [
        'If the entry has a command: run it with the same arguments in a terminal, and paste what it prints here.',
        'Usual reasons, the likeliest first: the program or package is not found, the version does not exist, an argument is wrong (endpoint first), no AWS sign-in or region, the package cannot be downloaded.',
        'If the entry has a URL: test the connection of the runtime here, which shows the whole answer.',
        'Then restart the server entry: /mcp in Claude Code, MCP: List servers in VS Code.',
      ],
      apart: 'The log of the client just before this line says what the program or the server answered.',
      actions: [{ type: 'connect-client' }, { type: 'test-connection' }],
    },
  },
  {
    id: 'context-full',
    where: ['paste'],
    over: ['http-400'],
    hints: ['prompt is too long', 'maximum context length'],
    pattern: /\bprompt is too long: \d{1,9} tokens|maximum context length is \d{1,9} tokens/i,
    sources: [SOURCES.claudeCode],
    explain: {
      title: 'The conversation is longer than the model takes.',
      cause: 'What tools answered counts too: long answers of AWS fill the context of the model.',
      remedy: [
        'Begin a new conversation, or let the client shorten this one (/compact or /clear in Claude Code).',
        'Then ask for less at once: --query for the fields that matter, a filter, --max-items, or max_results of call_aws.',
      ],
    },
  },
  {
    id: 'too-many-tools',
    where: ['paste'],
    hints: ['total tools limit', 'too many tools can', 'tools per request', "'tools': array too long"],
    pattern:
      /Exceeding total tools limit|'tools': array too long|Cannot have more than \d{1,4} tools per request|Too many tools can degrade/i,
    sources: [SOURCES.toolLimits],
    explain: {
      title: 'The client has more tools than the model takes.',
      cause: 'The tools of all server entries count together: many models take 128 at most, Cursor warns earlier.',
      remedy: [
        'Switch off server entries or single tools that this work does not need, in the list of tools of the client.',
      ],
    },
  },
  {
    id: 'tool-name-long',
    where: ['paste'],
    over: ['http-400'],
    hints: ['string too long', 'name too long', 'at most 64 characters', 'combined server and tool name'],
    pattern:
      /'?tools(?:\[\d{1,4}\]|\.\d{1,4})\S{0,40}name\S{0,4}:? .{0,40}(?:string too long|at most 64 characters)|Combined server and tool name length/i,
    sources: [SOURCES.toolLimits],
    explain: {
      title: 'The name of a tool is too long for the model.',
      cause:
        'Clients put the name of the server entry before each tool, and together they may have about 60 characters.',
      remedy: ['Give the server entry a shorter name in the file of the client, then restart the client.'],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'package-links',
    where: ['paste'],
    hints: ['failed to hardlink', 'incompatible hardlinks'],
    pattern: /error:.{0,400}failed to hardlink file|incompatible hardlinks/i,
    sources: [SOURCES.uvLinks],
    explain: {
      title: 'uv cannot link the files of the package.',
      cause: 'Its cache or the target lies in OneDrive or another synchronized folder, or on another disk.',
      remedy: [
        'Set UV_LINK_MODE=copy in the env of the server entry, then restart the client.',
        'Or move the cache out of that folder: UV_CACHE_DIR.',
      ],
      command: 'UV_LINK_MODE=copy uvx mcp-proxy-for-aws@1.7.0 --help',
      actions: [{ type: 'connect-client' }],
    },
  },
])
