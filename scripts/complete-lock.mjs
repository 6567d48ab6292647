// Adds to package-lock.json the packages for other platforms that npm left out, because a registry mirror may lack
// them; without them `npm ci` refuses the lock file everywhere. npm skips them by os and cpu where they don't fit.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32', 'loong64', 'mips64el']
let added = 0

for (const { dev, optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const key = `node_modules/${name}`

    if (!lock.packages[key]) {
      lock.packages[key] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true }
      added += 1
    }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} added`)

/** What a platform package fits, from its name: `binding-linux-arm-gnueabihf` → linux, arm, glibc. */
function platformOf(name) {
  const parts = name.split('/').at(-1).split(/[-.]/)
  const os = systems.find((system) => parts.includes(system))
  const cpu = processors.find((processor) => parts.includes(processor))
  const libc = parts.some((part) => part.startsWith('musl')) ? 'musl' : os === 'linux' ? 'glibc' : undefined
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) }
}
