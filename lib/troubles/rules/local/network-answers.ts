import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** A connection that was made, and what came of it. */
export const ANSWER_RULES = rulesOf('network', [
  {
    id: 'connection-cut',
    where: ['paste', 'call', 'aws'],
    hints: [
      'econnreset',
      'socket hang up',
      'connection reset by',
      'connection was closed before',
      'without sending a response',
      'remotedisconnected',
      '10054',
      'other side closed',
      'und_err_socket',
      'unexpected eof',
      'unexpected_eof',
    ],
    pattern:
      /ECONNRESET|socket hang up|Connection reset by (?:peer|server)|Connection was closed before we received a valid response|disconnected without sending a response|RemoteDisconnected|WinError 10054|other side closed|UND_ERR_SOCKET|unexpected[ _]eof[ _]while[ _]reading/i,
    sources: [SOURCES.node, SOURCES.cliNetwork],
    certainty: 'possible',
    explain: {
      title: 'The connection was cut before the answer came.',
      cause:
        'Something between this computer and the server closed it: usually a company proxy, VPN or firewall, sometimes the server.',
      remedy: [
        'Try again once; a single cut means nothing.',
        'If it always happens, try without VPN or through the company proxy (HTTPS_PROXY), and ask your network team whether the address is blocked.',
        'If only calls of the runtime are cut, test the connection and look at its log.',
      ],
      apart: 'If other HTTPS addresses work from the same terminal, the address is blocked or the server cut it.',
      actions: [{ type: 'test-connection' }],
    },
  },
  {
    id: 'answer-timeout',
    where: ['paste', 'call', 'aws'],
    hints: [
      'read timeout on endpoint',
      'readtimeout',
      'read timed out',
      '_body_timeout',
      '_headers_timeout',
      'client.timeout exceeded',
    ],
    pattern:
      /Read timeout on endpoint URL|\b(?:httpx|httpcore|requests\.exceptions)\.ReadTimeout|ReadTimeoutError|Read timed out|UND_ERR_(?:BODY|HEADERS)_TIMEOUT|Client\.Timeout exceeded while/i,
    sources: [SOURCES.cliErrors, SOURCES.proxy],
    certainty: 'likely',
    explain: {
      title: 'The connection was made, but the answer took too long.',
      cause: 'The server or the runtime works longer than the program waits, or its container is slow to start.',
      remedy: [
        'Wait longer: --cli-read-timeout 300 for the AWS CLI, --read-timeout 300 and --tool-timeout 600 for mcp-proxy-for-aws.',
        'If calls of the runtime never answer, test the connection and look at its log.',
      ],
      actions: [{ type: 'test-connection' }, { type: 'open-logs' }],
    },
  },
  {
    id: 'entry-unreachable',
    where: ['paste'],
    over: ['launch-ended'],
    hints: ['error sending message to http'],
    pattern: /Error sending message to (https?:\/\/[^\s"']{1,400}?):? TypeError: (?:fetch failed|Failed to fetch)/i,
    sources: [SOURCES.mcpDebugging],
    certainty: 'possible',
    explain: ([, url = '']) => {
      const isLocal = /\/\/(?:localhost|127\.|\[::1\])/i.test(url)
      return {
        title: 'The client gets no connection to the URL of the server entry.',
        cause: isLocal
          ? 'No server listens at that address of this computer, or it listens under another port or path.'
          : 'The name cannot be resolved, a firewall or proxy is in between, or the certificate is not trusted; the client hides which.',
        remedy: isLocal
          ? [
              'Start the server, and compare its port and path with the URL of the entry; 127.0.0.1 may work where localhost does not.',
            ]
          : [
              'Run curl -v with the URL in a terminal: its last lines name the cause; paste them here.',
              'In a company network give the client its proxy and CA: http.proxy in VS Code, HTTPS_PROXY and NODE_EXTRA_CA_CERTS elsewhere.',
            ],
        apart: 'curl says "Could not resolve host", "Failed to connect" or "SSL certificate problem".',
        command: isLocal ? `curl -v ${url.split('?')[0]}` : 'curl -v URL',
        actions: [{ type: 'test-connection' }],
      }
    },
  },
  {
    id: 'initialize-unanswered',
    where: ['paste'],
    hints: ['waiting for server to respond to'],
    isFallback: true,
    pattern: /Waiting for server to respond to `?initialize/i,
    sources: [SOURCES.mcpDebugging],
    certainty: 'possible',
    explain: {
      title: 'The server has not answered the first message yet.',
      cause:
        'The program is still being downloaded or started, waits for a sign-in, or speaks something else than MCP.',
      remedy: [
        'Wait a minute at the first start. If it keeps happening, run the command of the entry in a terminal: it must start and then wait in silence.',
        'For a URL, test the connection of the runtime here.',
      ],
      apart: 'If a second start is fast, it was the download.',
      actions: [{ type: 'test-connection' }],
    },
  },
  {
    id: 'proxy-address',
    where: ['paste', 'call', 'aws'],
    over: ['proxy-unreachable', 'python-module'],
    hints: ['scheme for proxy', 'proxy url had no scheme', 'invalidproxyurl', 'socks'],
    pattern:
      /Unknown scheme for proxy URL|Proxy URL had no scheme|InvalidProxyURL|'socksio' package is not installed|Missing dependencies for SOCKS support/i,
    sources: [SOURCES.cliNetwork],
    explain: ([words]) =>
      /socks/i.test(words)
        ? {
            title: 'A SOCKS proxy is set, which the Python program cannot use.',
            cause: 'ALL_PROXY or HTTPS_PROXY begins with socks, and the package for it is not installed.',
            remedy: [
              'Set HTTPS_PROXY=http://PROXY:PORT if there is such a proxy, or unset ALL_PROXY where none is needed.',
              'Or add the package: uvx --with socksio mcp-proxy-for-aws@1.7.0, in the args of the server entry too.',
            ],
            command: 'env | grep -i proxy',
          }
        : {
            title: 'The address of the proxy has no http:// in front.',
            cause: 'HTTPS_PROXY, HTTP_PROXY or ALL_PROXY holds a host and a port only, or another scheme.',
            remedy: ['Write HTTPS_PROXY=http://PROXY:PORT, with http://, also in the env of the server entry.'],
            command: 'env | grep -i proxy',
          },
  },
])
