import { type Colours, fontStack, measures, themes } from '@linli/ui/theme/tokens.ts'
import { theme as antd, type ThemeConfig } from 'antd'

/** Ant Design in the colours of the house, so that its contrast is what tokens.test.ts computes. */
export function antdTheme(isDark: boolean, isStill: boolean): ThemeConfig {
  const colours = isDark ? themes.dark : themes.light
  return {
    cssVar: { key: 'linli' },
    hashed: false,
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: { ...tokens(colours), motion: !isStill },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        defaultHoverColor: colours.link,
        defaultHoverBorderColor: colours.link,
        defaultActiveColor: colours.link,
        defaultActiveBorderColor: colours.link,
      },
      Segmented: { itemSelectedColor: colours.onPrimarySoft, itemSelectedBg: colours.surface, trackBg: colours.sunken },
      Input: { activeBorderColor: colours.focus, hoverBorderColor: colours.link },
      Select: { activeBorderColor: colours.focus, hoverBorderColor: colours.link },
    },
  }
}

function tokens(colours: Colours): ThemeConfig['token'] {
  return {
    colorPrimary: colours.primary,
    // Left alone, the library makes them lighter under the pointer, and white letters on them too faint.
    colorPrimaryHover: colours.primaryHover,
    colorPrimaryActive: colours.primaryHover,
    colorLink: colours.link,
    colorLinkHover: colours.link,
    colorLinkActive: colours.link,
    colorError: colours.bad,
    colorWarning: colours.warn,
    colorInfo: colours.link,
    colorInfoBg: colours.primarySoft,
    colorInfoBorder: 'transparent',
    colorSuccessBg: colours.goodSoft,
    colorSuccessBorder: 'transparent',
    colorWarningBg: colours.warnSoft,
    colorWarningBorder: 'transparent',
    colorErrorBg: colours.badSoft,
    colorErrorBorder: 'transparent',
    colorSuccess: colours.good,
    colorText: colours.text,
    colorTextSecondary: colours.textSoft,
    colorTextTertiary: colours.textFaint,
    colorTextPlaceholder: colours.textFaint,
    colorTextDescription: colours.textFaint,
    colorBgLayout: colours.page,
    colorBgContainer: colours.surface,
    colorBgElevated: colours.surface,
    colorBorder: colours.control,
    colorBorderSecondary: colours.border,
    colorPrimaryText: colours.link,
    controlItemBgActive: colours.primarySoft,
    controlItemBgHover: colours.sunken,
    borderRadius: measures.radius,
    fontFamily: fontStack,
    fontSize: 14,
    controlHeight: 34,
    wireframe: false,
  }
}
