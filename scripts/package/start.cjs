'use strict'
// Without a verb the console starts; everything else is the command line's.
const words = process.argv.slice(2)
const isConsole = words.length === 0 || /^--(no-open|port|state-dir)(=|$)/.test(words[0])
const program = isConsole ? 'console' : words[0] === 'practice' ? 'practice' : 'slipway'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
if (program === 'practice') {
  process.argv.splice(2, 1)
}
import(`../build/${program}.mjs`)
