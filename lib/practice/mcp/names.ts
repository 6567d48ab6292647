/** `DescribeDBInstances` → `describe-db-instances`: how the AWS CLI spells operations and options (botocore's xform_name). */
export function kebabCase(name: string): string {
  const plural = /[A-Z]{2,}s$/.exec(name)?.[0]
  const plain = plural === undefined ? name : `${name.slice(0, -plural.length)}-${plural.toLowerCase()}`
  return plain
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/^-|-(?=-)/g, '')
}

/** `DescribeDBInstances` → `describe_db_instances`: how botocore spells operations. */
export function snakeCase(name: string): string {
  return kebabCase(name).replaceAll('-', '_')
}
