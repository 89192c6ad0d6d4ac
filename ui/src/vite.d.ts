// Vite's ways of importing what is not a script; the doors are built with it.
declare module '*.css'
declare module '*?worker&url' {
  const url: string
  export default url
}
