"""Four paragraphs that have nothing in common."""

HARBOUR = "The old harbour was dredged in spring so that the ferries could come closer to the market square."
BRIDGE = (
    "Two engineers spent the summer counting rivets on the bridge and found that half of them were loose."
)
BAKERY = "Every morning the bakery on the corner sells its last loaf before the school bell rings at eight."
WALNUT = (
    "Nobody remembers who planted the walnut tree, but everyone has an opinion on when it should be felled."
)
