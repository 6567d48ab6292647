/** Look of a row inside a Menu: a button, a link. */
export const menuItemClass =
  'flex min-h-8 w-full items-center gap-2.5 rounded-md px-2.5 py-1 text-left outline-offset-[-2px] hover:bg-raised aria-pressed:font-medium [&_svg]:size-4 [&_svg]:shrink-0'
