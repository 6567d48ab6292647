import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** Packages that uv, npm and pip fetch, and how mcp-proxy-for-aws is called. */
export const PACKAGE_RULES = rulesOf('computer', [
  {
    id: 'package-version',
    where: ['paste'],
    hints: [
      'there is no version of',
      'there are no versions of',
      'because only',
      'no matching version found',
      'no matching distribution',
      'that satisfies the requirement',
    ],
    pattern:
      /there (?:is no version|are no versions) of ([\w.-]{1,80})|Because only (?:the following versions of )?([\w.-]{1,80}?)(?:[<>=]=?\S{1,40})? (?:is|are) available|No matching version found for (@?[\w./-]{1,80})|No matching distribution found for ([\w.-]{1,80})|version that satisfies the requirement ([\w.-]{1,80})/i,
    sources: [SOURCES.uvTools, SOURCES.npmErrors],
    explain: (match) => {
      const name = match.slice(1).find(Boolean)?.replace(/\.$/, '') ?? 'the package'
      return {
        title: `There is no such version of ${name}.`,
        cause:
          'The version in the server entry was never published, is not on the mirror of your company yet, or does not run on this Python.',
        remedy: [
          /^(?:mcp|awslabs|the package)/i.test(name)
            ? 'Take the pinned version of the configuration that Slipway gives, for example mcp-proxy-for-aws@1.7.0.'
            : 'Ask for a version that the message or the registry lists, or for none.',
          'If the version does exist, fetch the list of versions again: uvx --refresh, or npm cache clean --force.',
        ],
        actions: [{ type: 'connect-client' }],
      }
    },
  },
  {
    id: 'package-name',
    where: ['paste'],
    hints: [
      'not found in the package registry',
      'is not in this registry',
      'is not in the npm registry',
      'error 404 not found',
      'err! 404',
      'code e404',
    ],
    pattern:
      /Because ([\w.-]{1,80}) was not found in the package registry|'(@?[\w./-]{1,80}?)(?:@[^' ]{0,40})?' is not in (?:this|the npm) registry|npm (?:error|ERR!) (?:code E404|404 Not Found - GET)/i,
    sources: [SOURCES.uvTools, SOURCES.npmErrors],
    explain: ([, python, node]) => ({
      title: `There is no package of the name ${python ?? node ?? 'that was asked for'}.`,
      cause: 'The name is misspelled, or the registry of your company does not have it.',
      remedy: [
        'Copy the name from the configuration that Slipway gives: mcp-proxy-for-aws or awslabs.aws-api-mcp-server for uvx, mcp-remote for npx.',
        'If the name is right, look at which registry is asked: UV_DEFAULT_INDEX for uv, npm config get registry for npm.',
      ],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'package-command',
    where: ['paste'],
    hints: ['is not provided by package', 'could not determine executable', 'does not provide any executables'],
    pattern:
      /executable named [`'"]?([\w.-]{1,80})[`'"]? is not provided by package [`'"]?([\w.-]{1,80})|Package [`'"]?[\w.-]{1,80}[`'"]? does not provide any executables|could not determine executable to run/i,
    sources: [SOURCES.uvTools],
    explain: ([, command, name = 'PACKAGE']) => ({
      title: command ? `${name} has no command ${command}.` : 'The package has no command that can be run.',
      cause: 'The command in the server entry is not one that the package brings.',
      remedy: [`Use a command that the message lists: uvx --from ${name} COMMAND.`],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'python-missing',
    where: ['paste'],
    hints: ['no interpreter found', 'interpreter not found', 'no python at', 'python was not found'],
    pattern:
      /No interpreter found (?:for|in)|Python interpreter not found at|Python was not found; run without arguments/i,
    sources: [SOURCES.uvPython],
    explain: ([words]) => ({
      title: /run without/i.test(words) ? 'Python is not installed on this computer.' : 'uv finds no Python that fits.',
      cause: /run without/i.test(words)
        ? 'What python names there is a shortcut to the Microsoft Store, no Python.'
        : 'None of the Python versions on this computer is one that the package takes, and uv may not download one.',
      remedy: /run without/i.test(words)
        ? [
            'Install Python (winget install Python.Python.3.12), then open a new terminal and restart the client.',
            'Or let uvx start the server entry: uv brings a Python of its own.',
          ]
        : [
            'Install one: uv python install 3.12.',
            'If that is blocked here, install Python 3.12 from your software centre; uv finds it on the PATH.',
          ],
      command: /run without/i.test(words) ? 'winget install Python.Python.3.12' : 'uv python install 3.12',
    }),
  },
  {
    id: 'python-old',
    where: ['paste'],
    over: ['package-version'],
    hints: [
      'does not satisfy python',
      'unsupported operand type(s) for |',
      'requires a different python',
      'requires-python',
      'requested interpreter resolved',
      'different python version',
    ],
    pattern:
      /Python version \(([\d.]{3,12})\) does not satisfy Python|requested interpreter resolved to Python ([\d.]{3,12}), which is incompatible|requires a different Python: ([\d.]{3,12})|Ignored the following versions that require a different python|unsupported operand type\(s\) for \|: '\w{1,40}' and '(?:NoneType|type)'|(?:incompatible with|does not satisfy).{0,60}requires-python/i,
    sources: [SOURCES.uvPython, SOURCES.proxy],
    explain: ([, one, two, three]) => ({
      title: `Python ${one ?? two ?? three ?? 'on this computer'} does not fit the package.`.replace(
        'Python on',
        'The Python on',
      ),
      cause: 'mcp-proxy-for-aws needs Python 3.10 or later, and below 3.15.',
      remedy: [
        'Let uv take a newer one: uvx --python 3.12 mcp-proxy-for-aws@1.7.0, and the same args in the server entry.',
        'If uv may not download it: uv python install 3.12.',
      ],
      command: 'uv python install 3.12',
    }),
  },
  {
    id: 'package-offline',
    where: ['paste'],
    over: ['package-name'],
    hints: ['network was disabled', 'not found in the cache', 'enotcached', 'only-if-cached'],
    pattern: /because the network was disabled|was not found in the cache and you require|ENOTCACHED|only-if-cached/i,
    sources: [SOURCES.uvTools],
    explain: {
      title: 'The package is not in the cache, and downloads are off.',
      cause: 'uv or npm runs offline (--offline, UV_OFFLINE, npm_config_offline).',
      remedy: [
        'Take --offline or UV_OFFLINE away once, run the command in a terminal, and switch it on again after that.',
      ],
    },
  },
  {
    id: 'package-cache',
    where: ['paste'],
    hints: ['failed to initialize cache', 'root-owned files', 'error eacces', 'code eacces', 'cache directory'],
    pattern: /Failed to initialize cache at|cache folder contains root-owned files|npm (?:error|ERR!) code EACCES/i,
    sources: [SOURCES.npmErrors, SOURCES.uvTools],
    explain: ([text]) => ({
      title: 'The cache of downloaded packages cannot be written.',
      cause:
        'Its folder belongs to somebody else, usually because a command once ran with sudo, or it lies on a read-only disk.',
      remedy: /npm|root-owned/i.test(text)
        ? ['Take the folder ~/.npm back: sudo chown -R "$(id -u):$(id -g)" ~/.npm. Do not run npx with sudo.']
        : [
            'Take the folder back with chown, or name another one: UV_CACHE_DIR=~/.uv-cache in the env of the server entry.',
          ],
    }),
  },
  {
    id: 'package-locked',
    where: ['paste'],
    hints: ['being used by another process', 'ebusy', 'error eperm', 'code eperm', '(os error 5)', '(os error 32)'],
    pattern:
      /(?:uv|npm|install|remove|rename).{0,400}(?:being used by another process|EBUSY: resource busy)|\buvx?\b.{0,400}(?:Access is denied|Zugriff verweigert|Accès refusé|アクセスが拒否されました)[. 。]{0,3}\(os error 5\)|npm (?:error|ERR!) code (?:EPERM|EBUSY)/i,
    sources: [SOURCES.npmErrors],
    certainty: 'likely',
    explain: {
      title: 'A file of the package is in use by another program.',
      cause: 'An older copy of the server entry still runs, or a virus scanner holds the file.',
      remedy: [
        'Quit every client that uses this server entry (on Windows also from the tray), end what is left of uvx, python or node, and start one client again.',
        'If it keeps happening, remove what is cached: uv cache clean, or npm cache clean --force.',
      ],
    },
  },
  {
    id: 'node-old',
    where: ['paste'],
    hints: [
      'ebadengine',
      'unsupported engine',
      'is not a function',
      'provide an export named',
      'is not defined',
      'cannot use import statement',
      'unexpected token',
      'unexpected identifier',
    ],
    pattern:
      /EBADENGINE|Unsupported engine|(?:does not provide an export named|is not a function).{0,400}Node\.js v1[0-7]\b|ReferenceError: (?:File|ReadableStream|fetch|Headers|crypto) is not defined|SyntaxError: (?:Unexpected (?:token \{|identifier)|Cannot use import statement).{0,400}internal\/modules\/cjs\/loader\.js|SyntaxError: Unexpected token '(?:\?\?=|\|\|=|\?|\.|with)'.{0,2000}Node\.js v\d+/i,
    sources: [SOURCES.node],
    explain: {
      title: 'Node.js is too old for the package.',
      cause: 'The client starts a Node.js version that lacks what mcp-remote or another package needs.',
      remedy: [
        'Install Node.js 20 or later, and look with node --version that a terminal finds it.',
        'With nvm or another version manager, put the full path of the new npx as command into the server entry, then restart the client.',
      ],
      command: 'node --version',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'proxy-endpoint',
    over: ['cli-required'],
    hints: ['arguments are required: endpoint', 'metadata must be in key=value'],
    pattern: /arguments are required: endpoint|Metadata must be in key=value format, got: \S{0,200}/i,
    sources: [SOURCES.proxy],
    explain: {
      title: 'mcp-proxy-for-aws was given no endpoint.',
      cause:
        'The URL of the runtime is missing in the args, or it stands behind --metadata or --profile, which take it for their own value.',
      remedy: [
        'Put the endpoint first in the args, directly after mcp-proxy-for-aws@1.7.0, and every option after it.',
        'Copy the configuration of this runtime again if in doubt.',
      ],
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'proxy-arguments',
    over: ['cli-required', 'cli-choice'],
    hints: ['mcp-proxy-for-aws: error', 'mcp-proxy-for-aws.exe: error'],
    pattern: /mcp-proxy-for-aws(?:\.exe)?: error: (?:unrecognized arguments: (\S{1,80})|argument ([\w/-]{2,40}): )/i,
    sources: [SOURCES.proxy],
    explain: ([, unknown, option]) => ({
      title: `mcp-proxy-for-aws does not take ${unknown ?? option ?? 'an argument'} as it was given.`,
      cause: unknown
        ? 'This version does not know the argument: it is misspelled, or an option of another version or program.'
        : 'The value of the option is missing or not one of those that it takes.',
      remedy: [
        'Correct the args of the server entry; each option and its value are two items of the list.',
        'uvx mcp-proxy-for-aws@1.7.0 --help lists the options of that version.',
      ],
      command: 'uvx mcp-proxy-for-aws@1.7.0 --help',
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'proxy-url',
    hints: ['invalid endpoint url'],
    pattern: /Invalid endpoint URL '[^']{0,300}': (?:HTTP is not allowed|missing URL scheme|\w)/i,
    sources: [SOURCES.proxy],
    explain: {
      title: 'The endpoint of mcp-proxy-for-aws is not a URL that it takes.',
      cause: 'It must begin with https://, except on this computer itself.',
      remedy: ['Copy the whole URL of the runtime, from https:// to the end, into the args of the server entry.'],
      actions: [{ type: 'connect-client' }],
    },
  },

  {
    id: 'module-missing',
    over: ['python-module'],
    where: ['paste'],
    hints: ['no module named'],
    pattern: /No module named '?(mcp_proxy_for_aws|awslabs\.[\w.]{1,80}|awslabs|awscli)\b/i,
    sources: [SOURCES.uvTools],
    explain: ([, name]) => ({
      title: `The Python that was started does not have ${name}.`,
      cause: 'The package is installed for another Python, or its environment is broken.',
      remedy: [
        'Let uvx start it, which makes its own environment: uvx mcp-proxy-for-aws@1.7.0 for the proxy, uvx --from awscli aws for the AWS CLI.',
        'If uvx says this itself, make the environment again with uvx --refresh.',
      ],
      actions: [{ type: 'connect-client' }],
    }),
  },
  {
    id: 'npm-folder',
    where: ['paste'],
    hints: ['-4058', 'code enoent'],
    pattern: /npm (?:error|ERR!) (?:code|enoent) ENOENT.{0,200}Roaming.{1,3}pm\b/i,
    sources: [SOURCES.npmErrors],
    explain: {
      title: 'The folder that npm works in is missing.',
      cause: 'On Windows npx needs %APPDATA%\\npm, which the installer of Node.js does not always make.',
      remedy: ['Make it: mkdir %APPDATA%\\npm, or run npm install -g npm once, then restart the client.'],
      command: 'mkdir %APPDATA%\\npm',
    },
  },
  {
    id: 'disk-full',
    where: ['paste'],
    hints: ['enospc', 'no space left', 'not enough space on the disk'],
    pattern: /\bENOSPC\b|No space left on device|not enough space on the disk/i,
    sources: [SOURCES.npmErrors],
    explain: {
      title: 'The disk is full.',
      cause: 'There is no room left for what is to be downloaded or built.',
      remedy: ['Free some: uv cache clean, npm cache clean --force, docker system prune.'],
      command: 'df -h',
    },
  },
])
