// Runs CDK apps in this process: node synth.cjs FOLDER FILES, where FOLDER has aws-cdk-lib and FILES is a JSON list of
// CommonJS texts. Prints a list of templates, or of { error }.
const { createRequire } = require('node:module')
const path = require('node:path')

const [, , folder] = process.argv
const there = createRequire(path.join(folder, 'package.json'))
const cdk = there('aws-cdk-lib')

function templateOf(text) {
  const apps = []
  class App extends cdk.App {
    constructor() {
      super({ analyticsReporting: false, treeMetadata: false })
      apps.push(this)
    }
  }
  const own = new Proxy(cdk, { get: (target, name) => (name === 'App' ? App : target[name]) })
  const required = (name) => (name === 'aws-cdk-lib' ? own : there(name))
  new Function('require', 'exports', 'module', text)(required, {}, { exports: {} })
  return apps[0].synth().stacks[0].template
}

let input = ''
process.stdin.setEncoding('utf8').on('data', (chunk) => {
  input += chunk
})
process.stdin.on('end', () => {
  const templates = JSON.parse(input).map((text) => {
    try {
      return templateOf(text)
    } catch (error) {
      return { error: String(error) }
    }
  })
  process.stdout.write(JSON.stringify(templates))
})
