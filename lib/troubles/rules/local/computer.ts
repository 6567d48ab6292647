import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const COMPUTER_RULES = rulesOf('computer', [
  {
    id: 'tool-hidden',
    hints: [
      'unknown tool',
      'tool not found',
      'no such tool',
      'not available',
      'call_aws is',
      "call_aws' ",
      'call_aws" ',
      'call_aws` ',
      'call_aws not',
      'call_aws unknown',
      'call_aws hidden',
    ],
    pattern:
      /(Unknown tool:?|tool not found:?|no such tool:?|is not available:?) ?["'`]?call_aws(?!\w)|call_aws["'`]? (is )?(not (found|available)|unknown|hidden)/i,
    sources: [SOURCES.readOnlyProxy],
    explain: {
      title: 'The tool call_aws is hidden from the client.',
      cause: 'The local proxy runs with --read-only, which hides every tool that may write.',
      remedy: ['Set READ_OPERATIONS_ONLY to true on the server, or start the proxy without --read-only.'],
      actions: [{ type: 'fix-env', variable: 'READ_OPERATIONS_ONLY', value: 'true' }],
    },
  },
  {
    id: 'start-timeout',
    where: ['paste'],
    over: ['client-timeout', 'connect-timeout'],
    hints: ['timed out', 'startup_timeout_sec', 'took too long to start'],
    pattern:
      /MCP (?:server|client)\b.{0,80}timed out after|connection timed out after \d+ ?m?s\b|startup_timeout_sec|MCP client for .{1,80} failed to start: request timed out|MCP server connection timed out|Timed out (?:while )?connecting to (?:the )?MCP server|Error connecting to (?:the )?MCP server.{0,60}-32001\b|"requestId": ?0, ?"reason": ?"(?:Mcp)?Error: MCP error -32001\b/i,
    sources: [SOURCES.claudeCode, SOURCES.proxy],
    certainty: 'likely',
    explain: {
      title: 'The client did not wait long enough for the server entry to start.',
      cause: 'At its first start, uvx or npx downloads the package, which takes longer than the client waits.',
      remedy: [
        'Run the command of the server entry once in a terminal: the package is then in the cache and the next start is fast.',
        'Or let the client wait longer: MCP_TIMEOUT=60000 for Claude Code, startup_timeout_sec = 60 in config.toml for Codex, timeout in the server entry elsewhere.',
      ],
      command: 'uvx mcp-proxy-for-aws@1.7.0 --help',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'client-timeout',
    where: ['paste'],
    hints: [
      'request timed out',
      'timed out while waiting for response',
      'tool call timed out',
      'tool execution timed out',
      'timed out awaiting',
      'deadline has elapsed',
      'maximum total timeout',
    ],
    pattern:
      /-32001\b.{0,40}Request timed out|Request timed out.{0,60}-32001\b|Timed out while waiting for response to|MCP.{0,60}(?:tool call|tool execution|request) timed out|tool (?:call|execution) timed out|timed out awaiting tools\/call|tools\/call failed: deadline has elapsed|-32001\b.{0,20}Maximum total timeout exceeded/i,
    sources: [SOURCES.claudeCode],
    certainty: 'likely',
    explain: {
      title: 'The client stopped waiting for the answer of a tool.',
      cause: "The command ran longer than the client's tool time-out; it may still have been carried out.",
      remedy: [
        'Raise the time-out of the client: MCP_TOOL_TIMEOUT (milliseconds) for Claude Code, tool_timeout_sec for Codex, timeout in the server entry elsewhere; --tool-timeout 600 of mcp-proxy-for-aws.',
        'Ask for less at once: one region, --max-items, or a filter.',
        'If even small commands time out, test the connection and look at the log of the runtime.',
      ],
      apart: 'If only some commands time out they are slow; if every one does, the runtime does not answer.',
      actions: [{ type: 'test-connection' }, { type: 'open-logs' }],
    },
  },
  {
    id: 'answer-too-large',
    hints: [
      'exceeds maximum allowed tokens',
      'exceeds the maximum allowed tokens',
      'exceeds maximum length',
      'result too large',
      'result is too large',
      'response is too large',
      'response too large',
      'output too large',
    ],
    pattern:
      /exceeds (?:the )?maximum allowed tokens|(?:tool|call_aws).{0,80}(?:exceeds maximum length|(?:result|response|output) too large)|\bTool (?:result|response) is too large\b/i,
    where: ['paste', 'answer'],
    sources: [SOURCES.claudeCode],
    explain: {
      title: 'The answer of the tool is too long for the client.',
      cause: 'The client takes only so many tokens of one answer.',
      remedy: [
        'Ask for less: --query for the fields that matter, a filter, --max-items, or max_results of call_aws.',
        'In Claude Code the limit can be raised with MAX_MCP_OUTPUT_TOKENS=50000.',
      ],
    },
  },
  {
    id: 'client-json',
    where: ['paste'],
    hints: [
      'in json',
      'after json at position',
      'not valid json',
      'json input',
      'error reading or parsing',
      'jsondecodeerror',
      'utf-8 bom',
      'failed to parse json',
      'invalid json in',
    ],
    pattern:
      /SyntaxError: (?:Unexpected (?!token (?:'?<|'u', "undefined))|Expected |Bad (?:control|escaped)|Unterminated string).{0,120}\bJSON\b|Unexpected token (?!'?<|'u', "undefined).{0,80}(?:in JSON at position|is not valid JSON)|\bExpected .{1,60} in JSON at position|Unexpected UTF-8 BOM|error reading or parsing \S{1,80}\.json|(?:\bmcp\.json|mcp_?(?:config|settings)\S{0,12}\.json|claude_desktop_config\.json|MCP config\w*).{0,80}(?:invalid JSON|JSONDecodeError|not valid JSON|failed to parse)|(?:failed to parse|invalid) JSON.{0,80}(?:\bmcp\S{0,20}\.json|claude_desktop_config\.json)/i,
    sources: [SOURCES.mcpDebugging],
    certainty: 'likely',
    explain: {
      title: "The client's file is not valid JSON.",
      cause: 'One wrong character, and the client reads no server entry at all.',
      remedy: [
        'Open the file (claude_desktop_config.json, mcp.json, …) in an editor that marks JSON errors, and look at the named position.',
        'Usual reasons: a comma too many or missing, a bracket missing, a single backslash in a Windows path (write \\\\), curly quotes, comments, or a BOM at the start (save as UTF-8 without BOM).',
        'Copy the configuration of this runtime again, then restart the client.',
      ],
      command: 'python3 -m json.tool mcp.json',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'launch-ended',
    where: ['paste'],
    hints: [
      'server disconnected.',
      ': server disconnected',
      'server disconnected for',
      'attach to mcp server',
      'server transport closed unexpectedly',
      'exited before responding',
      'connection closed',
      '-32000: connection',
      'process exited with code',
      'exited unexpectedly',
      'client closed for command',
      'handshaking with mcp server failed',
      'connection to mcp server',
    ],
    pattern:
      /Server disconnected\. For troubleshooting|MCP (?:server )?\S{1,60}: Server disconnected|Could not attach to MCP server|Server transport closed unexpectedly|Server exited before responding|-32000\b.{0,20}Connection (?:[│|] ?){0,2}closed|(?:MCP|McpError).{0,40}Connection closed|MCP server.{0,40}(?:exited with code|exited unexpectedly)|Connection state: Error Process exited with code|handshaking with MCP server failed.{0,60}(?:closed|EOF)|initialize response.{0,40}connection closed/i,
    sources: [SOURCES.mcpDebugging],
    certainty: 'possible',
    explain: {
      title: 'The program of the server entry ended before it answered.',
      cause: 'The client started the command, and it stopped by itself; what it printed before that says why.',
      remedy: [
        'Run the same command with the same arguments in a terminal, and paste what it prints here.',
        'Usual reasons, the likeliest first: the program or package is not found, the version does not exist, an argument is wrong (endpoint first), no AWS sign-in or region, the package cannot be downloaded.',
        "Or read the client's log of this server: Claude Desktop keeps mcp-server-NAME.log, VS Code shows it under MCP: List servers, Show output.",
        'Then restart the client.',
      ],
      apart: 'The lines of the log just before this one are what the program said.',
      actions: [{ type: 'connect-client' }],
    },
  },

  {
    id: 'stdout-noise',
    where: ['paste'],
    over: ['client-json'],
    hints: [
      'unexpected token',
      'after json at position',
      'minus sign in json',
      'jsonrpcmessage',
      'failed to parse jsonrpc',
      'failed to parse message: "',
    ],
    pattern:
      /Unexpected token '?[^\s'<]'?, "(?! ?[{<]|undefined"|\[object ).{1,80}is not valid JSON|Unexpected non-whitespace character after JSON at position [1-9]\b|No number after minus sign in JSON at position 1\b|Failed to parse JSONRPC message from server|\[warning\] Failed to parse message: "/i,
    sources: [SOURCES.mcpDebugging],
    certainty: 'likely',
    explain: {
      title: 'The program of the server entry prints something else than MCP.',
      cause:
        'Over standard output a client takes JSON messages only; a log line, a banner or an error text came instead.',
      remedy: [
        'Run the command of the server entry in a terminal and read what it prints: it is often an error text, such as a wrong argument.',
        'A server of your own must write its log to standard error.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
])
