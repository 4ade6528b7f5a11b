"""The colours and the sizes of letters that drawings may use: the tokens of the look, as hexadecimal text."""

PAPER = "#FFFFFF"
LINEN = "#F4F2EC"
INK = "#1B2027"
SOFT_INK = "#505862"
BLUE = "#1F4583"
MID_BLUE = "#6A8BBF"
PALE_BLUE = "#CFDBEE"
GREY = "#B9BEC4"
EDGE = "#7A828B"
HAIRLINE = "#D3D0C7"

TOKENS = frozenset({PAPER, LINEN, INK, SOFT_INK, BLUE, MID_BLUE, PALE_BLUE, GREY, EDGE, HAIRLINE})

# Dts Sans is the face that comes with the package. The names are quoted: CSS drops a whole list that holds an
# unquoted name whose last word starts with a digit.
FAMILY = (
    "'Dts Sans', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, "
    "'DejaVu Sans Condensed', 'DejaVu Sans', sans-serif"
)

SMALL = 12
LABEL = 13
STRONG = 14
