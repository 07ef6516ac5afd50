"""The PDF side: markup to blocks, blocks to lines and boxes, a display list to the file."""
