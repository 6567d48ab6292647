'use strict'
// Without a verb the console starts; everything else is the command line's.
const words = process.argv.slice(2)
const OPTIONS = ['--no-open', '--port', '--state-dir']
const isConsole = words.length === 0 || OPTIONS.includes(words[0].split('=')[0])

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
if (words[0] === 'practice') {
  process.argv.splice(2, 1)
}
import(`../build/${isConsole ? 'console' : words[0] === 'practice' ? 'practice' : 'slipway'}.mjs`)
