REM Edits documents through LibreOffice's own interface, as told by a file of commands.
REM One command a line, its words parted by tabs: OPEN url, TRACK on, SAVE url, and
REM REPLACE paragraph offset length new, SPLIT paragraph offset, MERGE paragraph,
REM REMOVE paragraph, AFTER paragraph text. A paragraph is named by its first characters.

Sub Main(commands As String)
  Dim files, stream, row, words, doc
  On Error Goto Failed
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = createUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(files.openFileRead(commands))
  stream.setEncoding("UTF-8")
  Do While Not stream.isEOF()
    row = stream.readLine()
    If InStr(row, Chr(9)) > 0 Then
      words = Split(row, Chr(9))
      Select Case words(0)
        Case "OPEN"
          doc = StarDesktop.loadComponentFromURL(words(1), "_blank", 0, Array(Unseen()))
        Case "TRACK"
          doc.RecordChanges = (words(1) = "on")
        Case "SAVE"
          doc.storeToURL(words(1), Array(AsWord()))
          doc.close(True)
        Case Else
          Apply(doc, words)
      End Select
    End If
  Loop
  stream.closeInput()
  StarDesktop.terminate()
  Exit Sub
Failed:
  Dim report As Integer
  report = FreeFile()
  Open commands & ".failed" For Output As #report
  Print #report, Erl & ": " & Error$ & " " & row
  Close #report
  StarDesktop.terminate()
End Sub

Sub Apply(doc, words)
  Dim paragraph, cursor
  paragraph = ParagraphAt(doc, CStr(words(1)))
  cursor = paragraph.getText().createTextCursorByRange(paragraph.getStart())
  Select Case words(0)
    Case "REPLACE"
      Forward(cursor, CLng(words(2)), False)
      Forward(cursor, CLng(words(3)), True)
      cursor.setString(words(4))
    Case "SPLIT"
      Forward(cursor, CLng(words(2)), False)
      paragraph.getText().insertControlCharacter(cursor, 0, False)
    Case "MERGE"
      cursor.gotoRange(paragraph.getEnd(), False)
      cursor.goRight(1, True)
      cursor.setString("")
    Case "REMOVE"
      cursor.gotoRange(paragraph.getEnd(), True)
      cursor.goRight(1, True)
      cursor.setString("")
    Case "AFTER"
      cursor.gotoRange(paragraph.getEnd(), False)
      paragraph.getText().insertControlCharacter(cursor, 0, False)
      paragraph.getText().insertString(cursor, words(2), False)
  End Select
End Sub

REM goRight takes a short number only
Sub Forward(cursor, count As Long, expand As Boolean)
  Dim rest As Long
  rest = count
  Do While rest > 0
    cursor.goRight(IIf(rest > 1000, 1000, rest), expand)
    rest = rest - 1000
  Loop
End Sub

Function ParagraphAt(doc, begin As String)
  Dim blocks, paragraph
  blocks = doc.getText().createEnumeration()
  Do While blocks.hasMoreElements()
    paragraph = blocks.nextElement()
    If paragraph.supportsService("com.sun.star.text.Paragraph") Then
      If Left(paragraph.getString(), Len(begin)) = begin Then
        ParagraphAt = paragraph
        Exit Function
      End If
    End If
  Loop
  Error 5
End Function

Function Unseen()
  Dim p As New com.sun.star.beans.PropertyValue
  p.Name = "Hidden"
  p.Value = True
  Unseen = p
End Function

Function AsWord()
  Dim p As New com.sun.star.beans.PropertyValue
  p.Name = "FilterName"
  p.Value = "MS Word 2007 XML"
  AsWord = p
End Function
