// What is inside, by whom and under which licence: licences.txt for people, sbom.cdx.json for programs.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/root.mjs'

/** Compatible with Apache-2.0 in what is handed on. */
const ALLOWED =
  /^(Apache-2\.0|MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|CC0-1\.0|CC-BY-4\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0|OFL-1\.1|MPL-2\.0)$/

/** Where the manifest of a package says nothing that a program reads; looked up in its own licence file. */
const LOOKED_UP = { geist: 'OFL-1.1' }

/** Throws for a package without a licence that may be handed on. */
export function writeLicences(folder) {
  const bom = readBom()
  writeFileSync(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(bom, null, 1)}\n`)
  writeFileSync(path.join(folder, 'licences.txt'), licencesText(bom))
}

/** Of what is installed, without tools of development, addresses of downloads, and what changes from run to run. */
function readBom() {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--omit', 'optional'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  })
  const { serialNumber: _, metadata, components, ...bom } = JSON.parse(text)
  return {
    ...bom,
    metadata: { component: metadata.component },
    components: components.map(({ externalReferences: __, ...component }) => component),
  }
}

function licencesText({ components }) {
  const parts = components.map(({ group, name, version, licenses = [], properties = [] }) => {
    const full = group ? `${group}/${name}` : name
    const said = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name).join(' AND ')
    const known = LOOKED_UP[full] ?? said
    const wrong = known.split(/ (?:AND|OR|WITH) |[()]/).filter((one) => one !== '' && !ALLOWED.test(one))

    if (known === '' || (wrong.length > 0 && !/ OR /.test(known))) {
      throw new Error(`${full} ${version} has the licence "${known}", which nobody has looked at.`)
    }
    const place =
      properties.find((property) => property.name === 'cdx:npm:package:path')?.value ?? `node_modules/${full}`
    return `${full} ${version}\n${known}\n\n${textIn(path.join(root, place))}`
  })
  return `Slipway holds parts of these packages.\n\n${'-'.repeat(80)}\n${parts.join(`\n${'-'.repeat(80)}\n`)}\n`
}

function textIn(folder) {
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    : []
  return names.map((name) => readFileSync(path.join(folder, name), 'utf8').trim()).join('\n\n')
}
