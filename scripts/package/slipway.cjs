#!/usr/bin/env node
// In the oldest JavaScript, so that an old Node can still say what is wrong.
'use strict'
var wanted = require('../package.json').engines.node.replace('>=', '').split('.').map(Number)
var found = process.versions.node.split('.').map(Number)

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    'slipway: Node ' +
      wanted[0] +
      '.' +
      wanted[1] +
      ' or newer is needed, and this is ' +
      process.versions.node +
      '. Install a newer one and try again.\n',
  )
  process.exit(1)
}
require('./start.cjs')
